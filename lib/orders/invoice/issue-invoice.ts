import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertInvoice, insertInvoiceLines, takeInvoiceNumber } from "@/db/queries/invoices"
import type { OrderLineRow } from "@/db/queries/order-lines"
import type { OrderRow } from "@/db/queries/orders"
import type { Seller } from "@/lib/domain/firms/seller"
import type { InvoiceId } from "@/lib/domain/ids/brand"
import { invoiceName, invoiceSeries } from "@/lib/domain/money/invoice"
import { monthCount } from "@/lib/domain/words/plural"
import { currentPdfLayout } from "@/lib/pdf/invoice-pdf"

type IssueInvoiceOptions = {
  readonly order: OrderRow
  readonly lines: readonly OrderLineRow[]
  readonly seller: Seller
}

export type IssuedInvoice = {
  readonly id: InvoiceId
  /** "FS 12" */
  readonly name: string
}

/** Issues the invoice of a paid order, in the transaction that marks it paid, so that numbers have no gap. */
export async function issueInvoice(
  tx: DbOrTx,
  { order, lines, seller }: IssueInvoiceOptions,
  now: Date,
): Promise<IssuedInvoice> {
  const number = await takeInvoiceNumber(tx, invoiceSeries)
  const { id: orderId, billing: buyer, totalBani, vatBani, vatBasisPoints } = order
  const amounts = { totalBani, vatBani, vatBasisPoints }
  const invoice = {
    series: invoiceSeries,
    number,
    orderId,
    seller,
    buyer,
    ...amounts,
    issuedAt: now,
    pdfLayout: currentPdfLayout,
  }
  const id = await insertInvoice(tx, invoice)
  await insertInvoiceLines(
    tx,
    id,
    lines.map(({ id: orderLineId, packageName, months, serial, priceBani, netBani }) => {
      const text = `${packageName}, ${monthCount(months)}, smartcard ${serial}`
      return { orderLineId, text, priceBani, netBani }
    }),
  )
  return { id, name: invoiceName({ series: invoiceSeries, number }) }
}
