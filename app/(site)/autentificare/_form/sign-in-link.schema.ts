import { z } from "zod"
import { emailAddress } from "@/lib/domain/people/email.schema"

export const sendSignInLinkSchema = z.object({ email: emailAddress })
