import { firstName } from "@/lib/domain/people/full-name"
import { instantInWords } from "@/lib/domain/time/civil-date"
import { paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { notYou } from "./not-you"
import { fullName, noon } from "./sample-values"

type Props = { readonly fullName: string; readonly lastFour: string; readonly at: string }

/** To the customer who removed it; `smartcard-released` is the one for the operator's doing. */
export const smartcardRemoved = {
  kind: "smartcard-removed",
  lane: "security",
  write: ({ fullName, lastFour, at }, links) => ({
    subject: `Smartcardul …${lastFour} a fost scos din contul tău`,
    preview: `Scos ${instantInWords(new Date(at))}.`,
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(
        `Smartcardul …${lastFour} a fost scos din contul tău Focus Sat ${instantInWords(new Date(at))}. Pachetele lui rămân active pe el, dar nu îți mai scriem când se termină. Îl poți adăuga din nou oricând.`,
      ),
      paragraph("L-ai scos tu? Atunci nu trebuie să faci nimic."),
      ...notYou(links),
    ],
  }),
  samples: [{ fullName, lastFour: "7890", at: noon }],
} satisfies MailDefinition<Props>
