import { type CivilDate, formatDate, instantInWords } from "@/lib/domain/time/civil-date"
import { helpPaths } from "@/lib/help-paths"
import { button, paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { noon } from "./sample-values"

/** Nothing of what was typed: a stranger may have typed it, to have it sent to this address. */
export type ContactReceivedProps = {
  readonly number: number
  readonly receivedAt: string
  /** The last day on which it is answered in time. */
  readonly answerBy: CivilDate
}

export const contactReceived = {
  kind: "contact-received",
  lane: "orders",
  write: ({ number, receivedAt, answerBy }, links) => ({
    subject: `Am primit mesajul tău: nr. ${number}`,
    preview: `Îți răspundem până la ${formatDate(answerBy)}.`,
    heading: "Am primit mesajul tău",
    blocks: [
      paragraph(
        `L-am primit ${instantInWords(new Date(receivedAt))}, cu numărul ${number}. Îți răspundem la această adresă, cel târziu pe ${formatDate(answerBy)}.`,
      ),
      paragraph(`Dacă suni la Relații Clienți, spune numărul ${number}. Telefonul: ${links.supportPhone}.`),
      button("Vezi răspunsuri acum", links.url(helpPaths.home)),
      paragraph(
        "Nu ne-ai scris? Altcineva a completat adresa ta în formularul nostru. Nu trebuie să faci nimic.",
      ),
    ],
  }),
  samples: [{ number: 5_001, receivedAt: noon, answerBy: "2026-12-22" as CivilDate }],
} satisfies MailDefinition<ContactReceivedProps>
