import { formatLei } from "@/lib/domain/money/money"
import { firstName } from "@/lib/domain/people/full-name"
import { instantInWords } from "@/lib/domain/time/civil-date"
import { orderPaths } from "@/lib/paths"
import { button, paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { noon, orderSample } from "./sample-values"

type Props = {
  readonly fullName: string
  readonly orderId: string
  readonly number: number
  readonly totalBani: number
  /** Until when the order can be paid again. */
  readonly until: string
}

/** A delayed payment brought no money; the order can be paid again. */
export const paymentDeclined = {
  kind: "payment-declined",
  lane: "orders",
  write: ({ fullName, orderId, number, totalBani, until }, links) => ({
    subject: `Plata nu a reușit: comanda ${number}`,
    preview: "Banca nu ne-a trimis banii. Comanda te așteaptă.",
    heading: "Plata nu a reușit",
    blocks: [
      paragraph(
        `Bună, ${firstName(fullName)}! Plata de ${formatLei(totalBani)} pentru comanda ${number} a fost respinsă de bancă. Nu am primit bani.`,
      ),
      paragraph(`Poți plăti din nou, și cu alt card, până ${instantInWords(new Date(until))}.`),
      button("Plătește din nou", links.url(orderPaths.one(orderId))),
    ],
  }),
  samples: [{ ...orderSample, totalBani: 12_900, until: noon }],
} satisfies MailDefinition<Props>
