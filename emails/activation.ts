import { firstName } from "@/lib/domain/people/full-name"
import { formatPhone } from "@/lib/domain/people/phone"
import { activationLifetimeHours } from "@/lib/domain/time/lifetimes"
import { hourCount } from "@/lib/domain/words/plural"
import { paths } from "@/lib/paths"
import { button, paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { fullName, token } from "./sample-values"

type Props = {
  readonly fullName: string
  /** Empty in mails of a version that did not name it. */
  readonly phone: string
  readonly token: string
}

export const activation = {
  kind: "activation",
  lane: "security",
  write: ({ fullName, phone, token }, links) => ({
    subject: "Confirmă adresa și activează-ți contul Focus Sat",
    preview: "Un singur pas: apasă butonul verde CONFIRMARE.",
    heading: `Bine ai venit, ${firstName(fullName)}!`,
    blocks: [
      paragraph(
        `Apasă butonul verde ca să confirmi adresa de e-mail și să îți activezi contul. Linkul este valabil ${hourCount(activationLifetimeHours)}.`,
      ),
      button("CONFIRMARE", links.url(paths.activation(token))),
      paragraph(`Contul a fost cerut pentru ${fullName}${phone && `, telefon ${formatPhone(phone)}`}.`),
      paragraph(
        "Nu ești tu? Nu apăsa butonul: fără confirmare, contul nu există. Pe pagina linkului poți șterge cererea.",
      ),
    ],
  }),
  samples: [{ fullName, phone: "+40722123456", token }],
} satisfies MailDefinition<Props>
