import { z } from "zod"
import { type PasswordProblem, passwordProblem } from "./password-policy"

export const passwordMessages: Record<PasswordProblem, string> = {
  "too-short": "Parola are nevoie de cel puțin 12 caractere. Trei cuvinte la întâmplare sunt o parolă bună.",
  "too-long": "Parola poate avea cel mult 128 de caractere.",
  common: "Parola este prea cunoscută: o încearcă oricine. Alege trei cuvinte la întâmplare.",
  "about-you": "Parola nu poate fi făcută doar din numele sau adresa ta. Alege trei cuvinte la întâmplare.",
  "not-text": "Parola conține un semn care nu poate fi folosit. Scrie-o din nou.",
}

/** A new password, by the policy. */
export const newPassword = z
  .string({ error: passwordMessages["too-short"] })
  .superRefine((typed, context) => {
    const problem = passwordProblem(typed)
    if (problem) context.addIssue({ code: "custom", message: passwordMessages[problem] })
  })
