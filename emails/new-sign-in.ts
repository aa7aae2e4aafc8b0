import { firstName } from "@/lib/domain/people/full-name"
import { instantInWords } from "@/lib/domain/time/civil-date"
import { type MailText, paragraph } from "./content"
import type { MailDefinition, MailLinks } from "./definition"
import { notYou } from "./not-you"
import { fullName, noon } from "./sample-values"

type Props = {
  readonly fullName: string
  readonly signedInAt: string
  readonly device: string
  /** Empty if the address is unknown. */
  readonly shortIp: string
}

export const newSignIn = {
  kind: "new-sign-in",
  lane: "security",
  write,
  samples: [{ fullName, signedInAt: noon, device: "Firefox pe Linux", shortIp: "203.0.113.0" }],
} satisfies MailDefinition<Props>

function write({ fullName, signedInAt, device, shortIp }: Props, links: MailLinks): MailText {
  const at = instantInWords(new Date(signedInAt))
  const from = shortIp ? `, de la o adresă care începe cu ${shortIp}` : ""
  return {
    subject: "Cineva a intrat în contul tău de pe un dispozitiv nou",
    preview: `${device}, ${at}`,
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(
        `În contul tău Focus Sat s-a intrat ${at} de pe ${device}${from}. Pe acest dispozitiv nu te mai văzusem.`,
      ),
      paragraph("Ai fost tu? Atunci nu trebuie să faci nimic."),
      ...notYou(links),
    ],
  }
}
