import { z } from "zod"
import { emailLetter, messages } from "@/lib/domain/words/messages"
import { parseEmailAddress, unreachableLetter } from "./email-address"

/** An e-mail address, in canonical spelling. */
export const emailAddress = z.string({ error: messages.email }).transform((typed, context) => {
  const address = parseEmailAddress(typed)
  if (address) return address
  const letter = unreachableLetter(typed)
  context.addIssue({ code: "custom", message: letter ? emailLetter(letter) : messages.email })
  return z.NEVER
})
