import { firstName } from "@/lib/domain/people/full-name"
import { paths } from "@/lib/paths"
import { button, paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { fullName } from "./sample-values"

type Props = { readonly fullName: string; readonly lastFour: string; readonly newLastFour: string }

export const smartcardReplaced = {
  kind: "smartcard-replaced",
  lane: "orders",
  write: ({ fullName, lastFour, newLastFour }, links) => ({
    subject: "Smartcardul tău a fost înlocuit",
    preview: `Smartcardul …${newLastFour} îl înlocuiește pe …${lastFour}.`,
    heading: "Smartcardul tău a fost înlocuit",
    blocks: [
      paragraph(
        `Bună, ${firstName(fullName)}! Smartcardul …${newLastFour} îl înlocuiește pe …${lastFour}. Tot ce aveai pe cel vechi, numele lui și pachetele, este acum pe cel nou.`,
      ),
      paragraph("Pune-l în decodor și lasă decodorul pornit pe un canal codat până la 30 de minute."),
      button("Vezi în contul tău", links.url(paths.account)),
    ],
  }),
  samples: [{ fullName, lastFour: "7890", newLastFour: "1234" }],
} satisfies MailDefinition<Props>
