import { z } from "zod"
import { emailAddress } from "@/lib/domain/people/email.schema"

export const resendSchema = z.object({ email: emailAddress })
