import { minuteCount } from "./plural"

/** Sentences that more than one screen says (product.md, "Sentences to use"). */
export const messages = {
  email: "Scrie adresa întreagă, de exemplu ana@exemplu.ro.",
  busy: "Sunt foarte multe cereri acum. Încearcă din nou peste un minut.",
  tooMany: "Prea multe încercări. Încearcă din nou peste câteva minute.",
  linkExpired: "Linkul a expirat. Cere unul nou.",
  linkUsed: "Linkul a fost deja folosit.",
} as const

/** The same with the time that is left, when it is known. */
export function tooManyAttempts(retryAfterSeconds: number): string {
  const minutes = Math.ceil(retryAfterSeconds / 60)
  return minutes > 0
    ? `Prea multe încercări. Încearcă din nou peste ${minuteCount(minutes)}.`
    : messages.tooMany
}
