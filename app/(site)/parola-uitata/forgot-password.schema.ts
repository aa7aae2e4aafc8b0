import { z } from "zod"
import { emailAddress } from "@/lib/domain/people/email.schema"

export const forgotPasswordSchema = z.object({ email: emailAddress })
