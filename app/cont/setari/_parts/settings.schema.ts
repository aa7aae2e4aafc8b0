import { z } from "zod"
import type { SessionId } from "@/lib/domain/ids/brand"
import { idSchema } from "@/lib/domain/ids/id.schema"
import { emailAddress } from "@/lib/domain/people/email.schema"
import { newPassword } from "@/lib/domain/people/password.schema"
import { fullName, phone } from "@/lib/domain/people/person.schema"

const askedAgain = "Scrie parola pe care o ai acum."
const ownPassword = z.string({ error: askedAgain }).min(1, askedAgain).max(512, "Parola nu este corectă.")

export const profileSchema = z.object({ fullName, phone })
export const preferencesSchema = z.object({
  reminders: z.literal("on").optional(),
  marketing: z.literal("on").optional(),
})
export const passwordSchema = z.object({ currentPassword: ownPassword, newPassword })
export const emailSchema = z.object({ email: emailAddress, currentPassword: ownPassword })
export const closeSchema = z.object({ currentPassword: ownPassword })
export const sessionSchema = z.object({ id: idSchema<SessionId>() })
export const otherSessionsSchema = z.object({})

export const trustSchema = z.object({})
