import { formatAmount } from "@/lib/domain/money/money"
import { firstName } from "@/lib/domain/people/full-name"
import { orderPaths } from "@/lib/paths"
import { button, type MailText, paragraph } from "./content"
import type { MailDefinition, MailLinks } from "./definition"
import { orderSample } from "./sample-values"

type Props = {
  readonly fullName: string
  readonly orderId: string
  readonly number: number
  /** In the smallest unit of `currency`. */
  readonly amount: number
  /** "ron" */
  readonly currency: string
}

/** A payment that did not match its order was refunded. */
export const paymentRefunded = {
  kind: "payment-refunded",
  lane: "orders",
  write,
  samples: [{ ...orderSample, amount: 4_400, currency: "eur" }],
} satisfies MailDefinition<Props>

function write({ fullName, orderId, number, amount, currency }: Props, links: MailLinks): MailText {
  const sum = formatAmount(amount, currency)
  return {
    subject: `Ți-am trimis banii înapoi: comanda ${number}`,
    preview: `${sum} se întorc pe cardul sau în contul din care ai plătit.`,
    heading: "Ți-am trimis banii înapoi",
    blocks: [
      paragraph(
        `Bună, ${firstName(fullName)}! Am verificat plata pentru comanda ${number} și nu am putut-o folosi.`,
      ),
      paragraph(
        `Ți-am trimis înapoi ${sum}, pe cardul sau în contul din care ai plătit. De obicei ajung în 5–10 zile, în funcție de bancă.`,
      ),
      button("Vezi comanda", links.url(orderPaths.one(orderId))),
    ],
  }
}
