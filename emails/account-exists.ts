import { firstName } from "@/lib/domain/people/full-name"
import { paths } from "@/lib/paths"
import { button, paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { fullName } from "./sample-values"

type Props = {
  readonly fullName: string
  /** The request in which the address was given. */
  readonly asked: "sign-up" | "email-change"
}

const explanations = {
  "sign-up":
    "Cineva a cerut un cont nou cu această adresă, dar ai deja unul. Dacă ai fost tu, intră în contul pe care îl ai.",
  "email-change":
    "Cineva a vrut să folosească această adresă la alt cont. Adresa are deja un cont: al tău. Dacă ai fost tu, folosește altă adresă sau intră în contul pe care îl ai.",
}

export const accountExists = {
  kind: "account-exists",
  lane: "security",
  write: ({ fullName, asked }, links) => ({
    subject: "Ai deja cont Focus Sat",
    preview: "Adresa ta are deja un cont.",
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(explanations[asked]),
      button("CONTUL MEU", links.url(paths.signIn)),
      paragraph(`Ai uitat parola? Cere una nouă aici: ${links.url(paths.forgotPassword)}`),
      paragraph("Dacă nu ai fost tu, nu trebuie să faci nimic: contul tău a rămas cum era."),
    ],
  }),
  samples: [
    { fullName, asked: "sign-up" },
    { fullName, asked: "email-change" },
  ],
} satisfies MailDefinition<Props>
