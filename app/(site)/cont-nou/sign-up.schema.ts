import { z } from "zod"
import { emailAddress } from "@/lib/domain/email.schema"
import { parseFullName } from "@/lib/domain/full-name"
import { newPassword, passwordMessages } from "@/lib/domain/password.schema"
import { passwordProblem } from "@/lib/domain/password-policy"
import { parsePhone } from "@/lib/domain/phone"

const fullNameMessage = "Scrie numele și prenumele, de exemplu Ana Popescu."
const phoneMessage = "Scrie un număr de telefon întreg, de exemplu 0722 123 456."

const fullName = z.string({ error: fullNameMessage }).transform((typed, context) => {
  const name = parseFullName(typed)
  if (name) return name
  context.addIssue({ code: "custom", message: fullNameMessage })
  return z.NEVER
})

const phone = z.string({ error: phoneMessage }).transform((typed, context) => {
  const number = parsePhone(typed)
  if (number) return number
  context.addIssue({ code: "custom", message: phoneMessage })
  return z.NEVER
})

export const signUpSchema = z
  .object({
    fullName,
    email: emailAddress,
    phone,
    password: newPassword,
    terms: z.literal("on", { error: "Ca să ai cont, trebuie să fii de acord cu Termenii." }),
    marketing: z.literal("on").optional(),
  })
  .superRefine(({ password, email, fullName }, context) => {
    if (passwordProblem(password, [email, fullName]) !== "about-you") return
    context.addIssue({ code: "custom", path: ["password"], message: passwordMessages["about-you"] })
  })
