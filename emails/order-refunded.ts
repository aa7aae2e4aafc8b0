import type { InvoiceId } from "@/lib/domain/ids/brand"
import { refundWords } from "@/lib/domain/money/refund-words"
import { firstName } from "@/lib/domain/people/full-name"
import { orderPaths } from "@/lib/paths"
import { type BoughtItem, itemBlock } from "./bought-item"
import { button, type MailText, paragraph } from "./content"
import type { MailDefinition, MailLinks } from "./definition"
import { boughtItem, orderSample } from "./sample-values"

type Props = {
  readonly fullName: string
  readonly orderId: string
  readonly number: number
  readonly refundBani: number
  readonly elsewhereBani?: number
  readonly storno: string
  readonly items: readonly BoughtItem[]
  readonly invoiceIds: readonly InvoiceId[]
}

/** The operator refunded lines of an order. */
export const orderRefunded = {
  kind: "order-refunded",
  lane: "orders",
  write,
  attachedInvoices: ({ invoiceIds }) => invoiceIds,
  samples: [{ ...orderSample, refundBani: 12_900, storno: "FS 13", items: [boughtItem] }],
} satisfies MailDefinition<Props>

function write(
  { fullName, orderId, number, refundBani, elsewhereBani, storno, items }: Props,
  links: MailLinks,
): MailText {
  return {
    subject: `Ți-am trimis banii înapoi: comanda ${number}`,
    preview: `${refundWords({ refundBani, elsewhereBani })}.`,
    heading: "Ți-am trimis banii înapoi",
    blocks: [
      paragraph(`Bună, ${firstName(fullName)}! Am anulat din comanda ${number}:`),
      ...items.map((item) => itemBlock(item, "Rambursat", "waiting")),
      paragraph(
        `${refundWords({ refundBani, elsewhereBani })}. De obicei ajung în 5–10 zile, în funcție de bancă. Factura storno ${storno} este atașată.`,
      ),
      button("Vezi comanda", links.url(orderPaths.one(orderId))),
    ],
  }
}
