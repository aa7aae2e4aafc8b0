import { firstName } from "@/lib/domain/people/full-name"
import { instantInWords } from "@/lib/domain/time/civil-date"
import { paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { notYou } from "./not-you"
import { fullName, maskedEmail, noon } from "./sample-values"

/** `newEmail` is masked. */
type Props = { readonly fullName: string; readonly newEmail: string; readonly at: string }

/** To the old address: a change was requested. */
export const emailChangeRequested = {
  kind: "email-change-requested",
  lane: "security",
  write: ({ fullName, newEmail, at }, links) => ({
    subject: "S-a cerut schimbarea adresei de e-mail",
    preview: "Adresa se schimbă numai după ce este confirmată cea nouă.",
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(
        `S-a cerut ${instantInWords(new Date(at))} ca adresa contului tău Focus Sat să devină ${newEmail}. Adresa se schimbă numai după ce este confirmată cea nouă.`,
      ),
      ...notYou(links),
    ],
  }),
  samples: [{ fullName, newEmail: maskedEmail, at: noon }],
} satisfies MailDefinition<Props>
