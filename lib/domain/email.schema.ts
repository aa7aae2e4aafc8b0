import { z } from "zod"
import { parseEmailAddress } from "./email-address"
import { messages } from "./messages"

/** An address in its canonical spelling. */
export const emailAddress = z.string({ error: messages.email }).transform((typed, context) => {
  const address = parseEmailAddress(typed)
  if (address) return address
  context.addIssue({ code: "custom", message: messages.email })
  return z.NEVER
})
