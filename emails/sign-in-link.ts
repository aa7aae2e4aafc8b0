import { firstName } from "@/lib/domain/people/full-name"
import { signInLinkLifetimeMinutes } from "@/lib/domain/time/lifetimes"
import { minuteCount } from "@/lib/domain/words/plural"
import { paths } from "@/lib/paths"
import { button, paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { fullName, token } from "./sample-values"

type Props = { readonly fullName: string; readonly token: string }

const lifetime = minuteCount(signInLinkLifetimeMinutes)

export const signInLink = {
  kind: "sign-in-link",
  lane: "security",
  write: ({ fullName, token }, links) => ({
    subject: "Linkul cu care intri din alt browser",
    preview: `Valabil ${lifetime}, o singură dată.`,
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(
        `Ai cerut să intri în contul tău deși parola a fost greșită de prea multe ori. Deschide linkul în browserul din care vrei să intri, apasă butonul, apoi scrie parola. Linkul este valabil ${lifetime} și poate fi folosit o singură dată.`,
      ),
      button("Continuă spre cont", links.url(paths.signInLink(token))),
      paragraph(
        "Dacă nu ai cerut tu linkul, șterge mesajul: linkul singur nu deschide contul, iar parola ta a rămas cum era.",
      ),
    ],
  }),
  samples: [{ fullName, token }],
} satisfies MailDefinition<Props>
