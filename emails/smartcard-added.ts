import { firstName } from "@/lib/domain/people/full-name"
import { instantInWords } from "@/lib/domain/time/civil-date"
import { paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { notYou } from "./not-you"
import { fullName, noon } from "./sample-values"

type Props = { readonly fullName: string; readonly lastFour: string; readonly at: string }

/** To the customer whose account it was added to. */
export const smartcardAdded = {
  kind: "smartcard-added",
  lane: "security",
  write: ({ fullName, lastFour, at }, links) => ({
    subject: `Smartcardul …${lastFour} a fost adăugat în contul tău`,
    preview: `Adăugat ${instantInWords(new Date(at))}.`,
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(
        `Smartcardul …${lastFour} a fost adăugat în contul tău Focus Sat ${instantInWords(new Date(at))}. Îți scriem înainte să se termine pachetele de pe el.`,
      ),
      paragraph("L-ai adăugat tu? Atunci nu trebuie să faci nimic."),
      ...notYou(links),
    ],
  }),
  samples: [{ fullName, lastFour: "7890", at: noon }],
} satisfies MailDefinition<Props>
