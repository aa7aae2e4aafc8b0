import { firstName } from "@/lib/domain/people/full-name"
import { instantInWords } from "@/lib/domain/time/civil-date"
import { settingsPaths } from "@/lib/settings-paths"
import { type MailBlock, type MailText, paragraph } from "./content"
import type { MailDefinition, MailLinks } from "./definition"
import { notYou } from "./not-you"
import { fullName, noon } from "./sample-values"

type Props = {
  readonly fullName: string
  readonly changedAt: string
  /** Every session was ended; false: every session but the one that changed the password. */
  readonly everywhere: boolean
  /** The account has a calendar, whose address asks for no password and goes on. */
  readonly hasCalendar: boolean
}

export const passwordChanged = {
  kind: "password-changed",
  lane: "security",
  write,
  samples: [
    { fullName, changedAt: noon, everywhere: true, hasCalendar: true },
    { fullName, changedAt: noon, everywhere: false, hasCalendar: false },
  ],
} satisfies MailDefinition<Props>

function write({ fullName, changedAt, everywhere, hasCalendar }: Props, links: MailLinks): MailText {
  const signedOut = everywhere
    ? "Te-am deconectat de pe toate dispozitivele; intră din nou cu parola nouă."
    : "Te-am deconectat de pe toate celelalte dispozitive."
  const at = instantInWords(new Date(changedAt))
  return {
    subject: "Parola a fost schimbată",
    preview: signedOut,
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(`Parola contului tău Focus Sat a fost schimbată ${at}. ${signedOut}`),
      ...notYou(links),
      ...(hasCalendar ? calendarGoesOn(links) : []),
    ],
  }
}

const calendarGoesOn = (links: MailLinks): MailBlock[] => [
  paragraph(
    "Calendarul tău merge mai departe: adresa lui nu cere parolă. Dacă o poate ști altcineva, fă-i altă adresă.",
  ),
  { kind: "link", label: "Vezi calendarul", url: links.url(settingsPaths.calendar) },
]
