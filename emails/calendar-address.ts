import { firstName } from "@/lib/domain/people/full-name"
import { instantInWords } from "@/lib/domain/time/civil-date"
import { settingsPaths } from "@/lib/settings-paths"
import { type MailText, paragraph } from "./content"
import type { MailDefinition, MailLinks } from "./definition"
import { notYou } from "./not-you"
import { fullName, noon } from "./sample-values"

type Props = {
  readonly fullName: string
  readonly at: string
  /** The first address of the calendar; false: it replaces one, which ended. */
  readonly isFirst: boolean
}

/** The address itself is not in the mail: who reads the mailbox need not read the calendar too. */
export const calendarAddress = {
  kind: "calendar-address",
  lane: "security",
  write,
  samples: [
    { fullName, at: noon, isFirst: true },
    { fullName, at: noon, isFirst: false },
  ],
} satisfies MailDefinition<Props>

function write({ fullName, at, isFirst }: Props, links: MailLinks): MailText {
  const when = instantInWords(new Date(at))
  return {
    subject: isFirst ? "Calendarul contului tău a fost pornit" : "Calendarul contului tău are altă adresă",
    preview: isFirst ? `Pornit ${when}.` : `Schimbată ${when}.`,
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(
        isFirst
          ? `Calendarul contului tău Focus Sat a fost pornit ${when}. Cine are adresa lui vede fără parolă pachetele, zilele în care expiră și numele date de tine smartcardurilor.`
          : `Adresa calendarului contului tău Focus Sat a fost schimbată ${when}. Cea veche nu mai merge: pe dispozitivele tale, adaugă calendarul din nou.`,
      ),
      paragraph("Ai fost tu? Atunci nu trebuie să faci nimic."),
      ...notYou(links),
      paragraph("Apoi oprește calendarul sau fă-i altă adresă: parola nouă nu o schimbă pe a lui."),
      { kind: "link", label: "Vezi calendarul", url: links.url(settingsPaths.calendar) },
    ],
  }
}
