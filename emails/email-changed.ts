import { firstName } from "@/lib/domain/people/full-name"
import { instantInWords } from "@/lib/domain/time/civil-date"
import { paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { fullName, maskedEmail, noon } from "./sample-values"

/** `newEmail` is masked. */
type Props = { readonly fullName: string; readonly newEmail: string; readonly at: string }

/** To the old address: it was replaced. */
export const emailChanged = {
  kind: "email-changed",
  lane: "security",
  write: ({ fullName, newEmail, at }, { supportPhone }) => ({
    subject: "Adresa de e-mail a fost schimbată",
    preview: "Contul tău are acum altă adresă.",
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(
        `Adresa contului tău Focus Sat a fost schimbată ${instantInWords(new Date(at))} în ${newEmail}. La adresa aceasta nu mai trimitem mesaje despre cont.`,
      ),
      paragraph(`Nu ai fost tu? Sună imediat la Relații Clienți: ${supportPhone}.`),
    ],
  }),
  samples: [{ fullName, newEmail: maskedEmail, at: noon }],
} satisfies MailDefinition<Props>
