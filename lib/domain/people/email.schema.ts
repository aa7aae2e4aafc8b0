import { z } from "zod"
import { messages } from "@/lib/domain/words/messages"
import { parseEmailAddress } from "./email-address"

/** An e-mail address, in canonical spelling. */
export const emailAddress = z.string({ error: messages.email }).transform((typed, context) => {
  const address = parseEmailAddress(typed)
  if (address) return address
  context.addIssue({ code: "custom", message: messages.email })
  return z.NEVER
})
