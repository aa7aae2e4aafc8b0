import { minuteCount, secondCount } from "./plural"

/** Sentences that more than one screen says (product.md, "Sentences to use"). */
export const messages = {
  email: "Scrie adresa întreagă, de exemplu ana@exemplu.ro.",
  busy: "Sunt foarte multe cereri acum. Încearcă din nou peste un minut.",
  wrongPassword: "Parola nu este corectă.",
  linkExpired: "Linkul a expirat. Cere unul nou.",
  linkUsed: "Linkul a fost deja folosit.",
} as const

/** The wait of a limit, in words; a short one to the second, so that nobody waits longer than they have to. */
export function tooMany(retryAfterSeconds: number): string {
  const wait =
    retryAfterSeconds <= 90 ? secondCount(retryAfterSeconds) : minuteCount(Math.ceil(retryAfterSeconds / 60))
  return `Prea multe încercări. Încearcă din nou peste ${wait}.`
}
