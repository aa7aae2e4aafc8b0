import { z } from "zod"
import { parseFullName } from "./full-name"
import { parsePhone } from "./phone"

const fullNameMessage = "Scrie numele și prenumele, de exemplu Ana Popescu."
const phoneMessage = "Scrie un număr de telefon întreg, de exemplu 0722 123 456."

export const fullName = z.string({ error: fullNameMessage }).transform((typed, context) => {
  const name = parseFullName(typed)
  if (name) return name
  context.addIssue({ code: "custom", message: fullNameMessage })
  return z.NEVER
})

export const phone = z.string({ error: phoneMessage }).transform((typed, context) => {
  const number = parsePhone(typed)
  if (number) return number
  context.addIssue({ code: "custom", message: phoneMessage })
  return z.NEVER
})
