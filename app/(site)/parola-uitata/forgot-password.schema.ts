import { z } from "zod"
import { emailAddress } from "@/lib/domain/email.schema"

export const forgotPasswordSchema = z.object({ email: emailAddress })
