import { z } from "zod"
import { newPassword } from "@/lib/domain/people/password.schema"

export const newPasswordSchema = z.object({ token: z.string().max(200), password: newPassword })
