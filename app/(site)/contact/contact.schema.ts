import { z } from "zod"
import { emailAddress } from "@/lib/domain/people/email.schema"
import { fullName } from "@/lib/domain/people/person.schema"
import { type ContactSubject, isContactSubject, longestContactMessage } from "@/lib/domain/words/contact"
import { characterCount } from "@/lib/domain/words/plural"

const shortest = 10

/** Lines of text, without control characters and marks that turn the direction of a text. */
const cleaned = (typed: string) =>
  typed
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .trim()

const message = z.string({ error: "Scrie mesajul." }).transform((typed, context) => {
  const text = cleaned(typed)
  const problem = problemOf(text.length)
  if (!problem) return text
  context.addIssue({ code: "custom", message: problem })
  return z.NEVER
})

function problemOf(length: number): string | null {
  if (length < shortest) return "Scrie în câteva cuvinte ce s-a întâmplat."
  if (length <= longestContactMessage) return null
  return `Ai scris cu ${characterCount(length - longestContactMessage)} prea mult. Scurtează mesajul.`
}

export const contactSchema = z.object({
  fullName,
  email: emailAddress,
  subject: z.custom<ContactSubject>(isContactSubject, "Alege despre ce este vorba."),
  message,
})
