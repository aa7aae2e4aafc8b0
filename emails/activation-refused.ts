import { firstName } from "@/lib/domain/people/full-name"
import { orderPaths } from "@/lib/paths"
import { button, paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { fullName } from "./sample-values"

type Props = {
  readonly fullName: string
  readonly packageName: string
  readonly lastFour: string
  readonly subscriptionId: string
}

/** The operator's gateway refused to activate a subscription, which is `ready` again. */
export const activationRefused = {
  kind: "activation-refused",
  lane: "orders",
  write: ({ fullName, packageName, lastFour, subscriptionId }, links) => ({
    subject: `${packageName} nu a putut fi activat`,
    preview: "Nu ai pierdut nimic: pachetul te așteaptă în cont.",
    heading: "Activarea nu a reușit",
    blocks: [
      paragraph(
        `Bună, ${firstName(fullName)}! Nu am putut porni ${packageName} pe smartcardul …${lastFour}. Nu ai pierdut nimic: pachetul este plătit și te așteaptă în cont.`,
      ),
      button("Încearcă din nou", links.url(orderPaths.activation(subscriptionId))),
      paragraph(`Dacă nu merge nici a doua oară, sună la Relații Clienți: ${links.supportPhone}.`),
    ],
  }),
  samples: [{ fullName, packageName: "Familia", lastFour: "7890", subscriptionId: "1" }],
} satisfies MailDefinition<Props>
