import { firstName } from "@/lib/domain/people/full-name"
import { emailChangeLifetimeMinutes } from "@/lib/domain/time/lifetimes"
import { minuteCount } from "@/lib/domain/words/plural"
import { paths } from "@/lib/paths"
import { button, paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { fullName, token } from "./sample-values"

type Props = { readonly fullName: string; readonly token: string }

/** To the new address: the link that confirms it. */
export const emailChange = {
  kind: "email-change",
  lane: "security",
  write: ({ fullName, token }, links) => ({
    subject: "Confirmă noua adresă de e-mail",
    preview: `Valabil ${minuteCount(emailChangeLifetimeMinutes)}, o singură dată.`,
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(
        `Ai cerut ca această adresă să fie a contului tău Focus Sat. Linkul este valabil ${minuteCount(emailChangeLifetimeMinutes)}. Până nu confirmi, rămâne adresa veche.`,
      ),
      button("Confirmă adresa", links.url(paths.emailChange(token))),
      paragraph("Dacă nu ai cerut tu schimbarea, șterge mesajul: fără confirmare nu se schimbă nimic."),
    ],
  }),
  samples: [{ fullName, token }],
} satisfies MailDefinition<Props>
