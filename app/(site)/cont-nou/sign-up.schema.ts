import { z } from "zod"
import { emailAddress } from "@/lib/domain/people/email.schema"
import { newPassword } from "@/lib/domain/people/password.schema"
import { passwordProblem } from "@/lib/domain/people/password-policy"
import { passwordMessages } from "@/lib/domain/people/password-words"
import { fullName, phone } from "@/lib/domain/people/person.schema"

export const signUpSchema = z
  .object({
    fullName: fullName.refine(
      (name) => name.includes(" "),
      "Scrie și numele de familie, de exemplu Maria Popescu.",
    ),
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
