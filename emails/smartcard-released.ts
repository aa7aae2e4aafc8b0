import { firstName } from "@/lib/domain/people/full-name"
import { paths } from "@/lib/paths"
import { button, paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { fullName } from "./sample-values"

type Props = { readonly fullName: string; readonly lastFour: string }

export const smartcardReleased = {
  kind: "smartcard-released",
  lane: "orders",
  write: ({ fullName, lastFour }, links) => ({
    subject: `Smartcardul …${lastFour} a fost scos din contul tău`,
    preview: "L-a scos Relații Clienți.",
    heading: `Smartcardul …${lastFour} a fost scos din contul tău`,
    blocks: [
      paragraph(
        `Bună, ${firstName(fullName)}! Relații Clienți a scos din contul tău smartcardul …${lastFour}. Ce ai plătit pentru el și nu ai activat te așteaptă în cont: alegi alt smartcard.`,
      ),
      paragraph(`Dacă smartcardul este al tău, sună la ${links.supportPhone}.`),
      button("Vezi în contul tău", links.url(paths.account)),
    ],
  }),
  samples: [{ fullName, lastFour: "7890" }],
} satisfies MailDefinition<Props>
