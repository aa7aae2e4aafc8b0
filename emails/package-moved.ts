import { firstName } from "@/lib/domain/people/full-name"
import { instantInWords } from "@/lib/domain/time/civil-date"
import { paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { notYou } from "./not-you"
import { fullName, noon } from "./sample-values"

type Props = {
  readonly fullName: string
  readonly packageName: string
  /** The last digits of both cards. */
  readonly from: string
  readonly to: string
  readonly at: string
}

/** To the customer who paid the package. */
export const packageMoved = {
  kind: "package-moved",
  lane: "security",
  write: ({ fullName, packageName, from, to, at }, links) => ({
    subject: `${packageName} a fost mutat pe smartcardul …${to}`,
    preview: `De pe smartcardul …${from}.`,
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(
        `Pachetul ${packageName}, plătit și neactivat, a fost mutat ${instantInWords(new Date(at))} de pe smartcardul …${from} pe smartcardul …${to}. Până îl activezi îl poți muta înapoi.`,
      ),
      paragraph("L-ai mutat tu? Atunci nu trebuie să faci nimic."),
      ...notYou(links),
    ],
  }),
  samples: [{ fullName, packageName: "Familia", from: "7890", to: "4321", at: noon }],
} satisfies MailDefinition<Props>
