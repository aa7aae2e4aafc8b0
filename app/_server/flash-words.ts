import "server-only"
import { tooMany } from "@/lib/domain/words/messages"
import type { Flash } from "./flash"

/** The sentence of a message, and whether it tells of a success. */
export function flashWords(flash: Flash): { readonly words: string; readonly tone: "success" | "info" } {
  switch (flash.kind) {
    case "signed-out":
      return success("Ai ieșit din cont.")
    case "session-over":
      return info(sessionOver(flash))
    case "password-changed":
      return success("Parola a fost schimbată. Intră în cont cu parola nouă.")
    case "email-confirmed":
      return success(`Adresa contului este acum ${flash.email}.`)
    case "device-ended":
      return success("Dispozitivul a fost deconectat.")
    case "devices-ended":
      return success("Toate celelalte dispozitive au fost deconectate.")
    case "card-added":
      return success(cardAdded(flash))
    case "card-removed":
      return success("Smartcardul a fost scos din cont.")
    case "calendar-made":
      return success("Calendarul tău este gata.")
    case "calendar-renewed":
      return success("Ai o adresă nouă. Cea veche nu mai merge.")
    case "calendar-off":
      return success("Calendarul este oprit. Adresa lui nu mai merge.")
    case "reminders-kept":
      return success("Alertele rămân pornite.")
    case "reminders-on-again":
      return success("Alertele sunt pornite din nou.")
    case "no-invoices":
      return info(`Nu ai nicio factură din ${flash.year}.`)
    case "too-many-files":
      return info(tooMany(flash.seconds))
  }
}

const success = (words: string) => ({ words, tone: "success" }) as const
const info = (words: string) => ({ words, tone: "info" }) as const

/** What the account is for, at once: what is on the card, and until when. */
function cardAdded({ cardName, found }: Extract<Flash, { kind: "card-added" }>): string {
  return found.length > 0
    ? `Smartcardul a fost adăugat. Am găsit pe ${cardName}: ${found.join("; ")}.`
    : `Smartcardul a fost adăugat. Pe ${cardName} nu merge acum niciun pachet.`
}

/** What was kept is named only where there is something. */
export function sessionOver({ keptFields, keptCart }: { keptFields: boolean; keptCart: boolean }): string {
  const kept = [keptCart && "coșul tău", keptFields && "ce ai scris"].filter((part) => part !== false)
  const verb = kept.length > 1 ? "s-au păstrat" : "s-a păstrat"
  const end = kept.length > 0 ? `; ${kept.join(" și ")} ${verb}.` : "."
  return `Sesiunea a expirat. Autentifică-te din nou${end}`
}
