import { minuteCount, secondCount } from "./plural"

/** Sentences that several screens use. */
export const messages = {
  email: "Scrie adresa întreagă, de exemplu ana@exemplu.ro.",
  busy: "Sunt foarte multe cereri acum. Încearcă din nou peste un minut.",
  sessionOver: "Sesiunea a expirat. Autentifică-te din nou.",
  pageChanged: "Pagina s-a schimbat. Reîncarcă pagina și încearcă din nou.",
  mailsPaused:
    "Am primit neobișnuit de multe cereri și am oprit pentru câteva minute e-mailurile către adrese noi. Nu s-a pierdut nimic: încearcă din nou puțin mai târziu.",
  wrongPassword: "Parola nu este corectă.",
  linkExpired: "Linkul a expirat. Cere unul nou.",
  linkUsed: "Linkul a fost deja folosit.",
} as const

export const emailLetter = (letter: string): string =>
  `Înainte de @ nu poate sta „${letter}”: scrie adresa fără diacritice, așa cum o ai la furnizorul tău de e-mail.`

/** The refusal of a limit with its wait: in seconds up to 90, above that in minutes, rounded up. */
export function tooMany(retryAfterSeconds: number): string {
  const wait =
    retryAfterSeconds <= 90 ? secondCount(retryAfterSeconds) : minuteCount(Math.ceil(retryAfterSeconds / 60))
  return `Prea multe încercări. Încearcă din nou peste ${wait}.`
}
