import { firstName } from "@/lib/domain/people/full-name"
import { activationLifetimeHours } from "@/lib/domain/time/lifetimes"
import { hourCount } from "@/lib/domain/words/plural"
import { paths } from "@/lib/paths"
import { button, paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { fullName, token } from "./sample-values"

type Props = { readonly fullName: string; readonly token: string }

export const activation = {
  kind: "activation",
  lane: "security",
  write: ({ fullName, token }, links) => ({
    subject: "Confirmă adresa și activează-ți contul Focus Sat",
    preview: "Un singur pas: apasă butonul verde CONFIRMARE.",
    heading: `Bine ai venit, ${firstName(fullName)}!`,
    blocks: [
      paragraph(
        `Apasă butonul verde ca să confirmi adresa de e-mail și să îți activezi contul. Linkul este valabil ${hourCount(activationLifetimeHours)}.`,
      ),
      button("CONFIRMARE", links.url(paths.activation(token))),
      paragraph(
        `Contul a fost cerut pe numele ${fullName}. Dacă nu ești tu, nu apăsa butonul: fără confirmare, contul nu există.`,
      ),
    ],
  }),
  samples: [{ fullName, token }],
} satisfies MailDefinition<Props>
