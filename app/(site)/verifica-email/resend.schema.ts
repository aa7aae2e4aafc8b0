import { z } from "zod"
import { emailAddress } from "@/lib/domain/email.schema"

export const resendSchema = z.object({ email: emailAddress })
