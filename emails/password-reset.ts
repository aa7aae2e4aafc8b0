import { firstName } from "@/lib/domain/people/full-name"
import { resetLifetimeMinutes } from "@/lib/domain/time/lifetimes"
import { minuteCount } from "@/lib/domain/words/plural"
import { paths } from "@/lib/paths"
import { button, paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { fullName, token } from "./sample-values"

type Props = { readonly fullName: string; readonly token: string }

export const passwordReset = {
  kind: "password-reset",
  lane: "security",
  write: ({ fullName, token }, links) => ({
    subject: "Linkul de resetare a parolei",
    preview: `Valabil ${minuteCount(resetLifetimeMinutes)}, o singură dată.`,
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(
        `Ai cerut o parolă nouă. Linkul este valabil ${minuteCount(resetLifetimeMinutes)} și poate fi folosit o singură dată.`,
      ),
      button("Alege parola nouă", links.url(paths.newPassword(token))),
      paragraph("Dacă nu ai cerut tu parola nouă, șterge mesajul: parola ta a rămas cum era."),
    ],
  }),
  samples: [{ fullName, token }],
} satisfies MailDefinition<Props>
