import type { InvoiceId } from "@/lib/domain/ids/brand"
import { firstName } from "@/lib/domain/people/full-name"
import { orderPaths } from "@/lib/paths"
import { type BoughtItem, itemBlock } from "./bought-item"
import { button, paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { boughtItem, orderSample } from "./sample-values"

type Props = {
  readonly fullName: string
  readonly orderId: string
  readonly number: number
  readonly storno: string
  readonly items: readonly BoughtItem[]
  readonly invoiceIds: readonly InvoiceId[]
}

/** The operator undid lines whose money went back by the bank or in the provider's dashboard. */
export const orderUndone = {
  kind: "order-undone",
  lane: "orders",
  attachedInvoices: ({ invoiceIds }) => invoiceIds,
  write: ({ fullName, orderId, number, storno, items }, links) => ({
    subject: `Am anulat din comanda ${number}`,
    preview: "Banii s-au întors deja la tine.",
    heading: "Am anulat ce ai cumpărat",
    blocks: [
      paragraph(
        `Bună, ${firstName(fullName)}! Banii s-au întors deja la tine, așa că am anulat din comanda ${number}:`,
      ),
      ...items.map((item) => itemBlock(item, "Anulat", "over")),
      paragraph(
        `Factura storno ${storno} este atașată. Dacă nu ai primit banii, sună la Relații Clienți: ${links.supportPhone}.`,
      ),
      button("Vezi comanda", links.url(orderPaths.one(orderId))),
    ],
  }),
  samples: [{ ...orderSample, storno: "FS 13", items: [boughtItem] }],
} satisfies MailDefinition<Props>
