import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertInvoice, insertInvoiceLines } from "@/db/queries/invoices"
import type { OrderLineRow } from "@/db/queries/order-lines"
import type { OrderRow } from "@/db/queries/orders"
import type { App } from "@/lib/app"
import type { InvoiceId } from "@/lib/domain/ids/brand"
import { invoiceName } from "@/lib/domain/money/invoice"
import { priceOrder } from "@/lib/domain/money/order-price"
import { monthCount } from "@/lib/domain/words/plural"
import { currentPdfLayout } from "@/lib/pdf/invoice-pdf"
import { vatBasisPointsAt } from "@/lib/vat/vat-at"
import { takeNumber } from "./take-number"

type IssueInvoiceOptions = {
  readonly order: OrderRow
  readonly lines: readonly OrderLineRow[]
  /** When the money came in: the VAT rate is that of its day. */
  readonly paidAt: Date
}

export type IssuedInvoice = {
  readonly id: InvoiceId
  /** "FS 12" */
  readonly name: string
}

/**
 * Issues the invoice of a paid order, in the transaction that marks it paid, so that numbers have no gap. The
 * total is the order's; net and VAT are those of the day of the money.
 */
export async function issueInvoice(
  app: App,
  tx: DbOrTx,
  { order, lines, paidAt }: IssueInvoiceOptions,
): Promise<IssuedInvoice> {
  const vatBasisPoints = await vatBasisPointsAt(app, tx, paidAt)
  const prices = lines.map(({ priceBani }) => priceBani)
  const { totalBani, vatBani, netsBani } = priceOrder(prices, vatBasisPoints)
  const numbered = await takeNumber(app, tx)
  const id = await insertInvoice(tx, {
    ...numbered,
    orderId: order.id,
    seller: app.mail.context.seller,
    buyer: order.billing,
    ...{ totalBani, vatBani, vatBasisPoints, paidAt },
    pdfLayout: currentPdfLayout,
  })
  await insertInvoiceLines(
    tx,
    id,
    lines.map(({ id: orderLineId, packageName, months, serial, priceBani }, at) => {
      const text = `${packageName}, ${monthCount(months)}, smartcard ${serial}`
      return { orderLineId, text, priceBani, netBani: netsBani[at] ?? 0 }
    }),
  )
  return { id, name: invoiceName(numbered) }
}
