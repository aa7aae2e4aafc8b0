import { z } from "zod"
import { newPassword } from "@/lib/domain/people/password.schema"

export const linkSchema = z.object({ token: z.string().max(200) })

export const choosePasswordSchema = linkSchema.extend({
  password: newPassword,
  marketing: z.literal("on").optional(),
})
