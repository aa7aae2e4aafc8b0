import "server-only"
import type { DbOrTx } from "@/db/client"
import {
  type InvoiceRow,
  insertInvoice,
  insertInvoiceLines,
  type NewInvoiceLine,
  takeInvoiceNumber,
} from "@/db/queries/invoices"
import { invoiceName, invoiceSeries } from "@/lib/domain/money/invoice"
import { currentPdfLayout } from "@/lib/pdf/invoice-pdf"
import type { IssuedInvoice } from "./issue-invoice"

type IssueStornoOptions = {
  readonly original: Pick<InvoiceRow, "id" | "orderId" | "seller" | "buyer" | "vatBasisPoints">
  /** With positive amounts, as they were billed. */
  readonly lines: readonly NewInvoiceLine[]
}

/** Issues the credit note (storno) of lines of an invoice, in the same series, with negative amounts. */
export async function issueStorno(
  tx: DbOrTx,
  { original, lines }: IssueStornoOptions,
  now: Date,
): Promise<IssuedInvoice> {
  const number = await takeInvoiceNumber(tx, invoiceSeries)
  const totalBani = -lines.reduce((sum, { priceBani }) => sum + priceBani, 0)
  const netBani = -lines.reduce((sum, line) => sum + line.netBani, 0)
  const { id: stornoOf, orderId, seller, buyer, vatBasisPoints } = original
  const amounts = { totalBani, vatBani: totalBani - netBani, vatBasisPoints }
  const invoice = {
    series: invoiceSeries,
    number,
    orderId,
    seller,
    buyer,
    ...amounts,
    issuedAt: now,
    pdfLayout: currentPdfLayout,
    stornoOf,
  }
  const id = await insertInvoice(tx, invoice)
  await insertInvoiceLines(
    tx,
    id,
    lines.map((line) => ({ ...line, priceBani: -line.priceBani, netBani: -line.netBani })),
  )
  return { id, name: invoiceName({ series: invoiceSeries, number }) }
}
