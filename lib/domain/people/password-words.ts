import { longestPassword, shortestPassword } from "./password-length"
import { type PasswordProblem, passwordProblem } from "./password-policy"

export const passwordMessages: Record<PasswordProblem, string> = {
  "too-short": `Parola are nevoie de cel puțin ${shortestPassword} caractere. Trei cuvinte la întâmplare sunt o parolă bună.`,
  "too-long": `Parola poate avea cel mult ${longestPassword} de caractere.`,
  common: "Parola este ușor de ghicit. Alege trei cuvinte la întâmplare.",
  "about-you": "Parola nu poate fi făcută doar din numele sau adresa ta. Alege trei cuvinte la întâmplare.",
  "not-text": "Parola conține un semn care nu poate fi folosit. Scrie-o din nou.",
}

export type PasswordAdvice = {
  /** 0 empty · 1 refused · 2 accepted · 3 long and varied. */
  readonly level: 0 | 1 | 2 | 3
  readonly text: string
}

/** The sentence under a new password while it is typed. `about`: the customer's name and address. */
export function passwordAdvice(typed: string, about: readonly string[]): PasswordAdvice {
  if (typed === "") return { level: 0, text: "" }
  const problem = passwordProblem(typed, about)
  const length = [...typed].length
  if (problem === "too-short")
    return { level: 1, text: `Prea scurtă: ${missing(shortestPassword - length)}.` }
  if (problem) return { level: 1, text: passwordMessages[problem] }
  const isLong = length >= 18 && new Set(typed).size >= 9
  return isLong ? { level: 3, text: "Parolă foarte bună." } : { level: 2, text: "Parolă bună." }
}

const missing = (characters: number) =>
  characters === 1 ? "mai trebuie un caracter" : `mai trebuie ${characters} caractere`
