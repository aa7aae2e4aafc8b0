import "server-only"
import type { DbOrTx } from "@/db/client"
import {
  type InvoiceRow,
  insertInvoice,
  insertInvoiceLines,
  type NewInvoiceLine,
} from "@/db/queries/invoices"
import type { App } from "@/lib/app"
import { invoiceName } from "@/lib/domain/money/invoice"
import { currentPdfLayout } from "@/lib/pdf/invoice-pdf"
import type { IssuedInvoice } from "./issue-invoice"
import { takeNumber } from "./take-number"

type IssueStornoOptions = {
  readonly original: Pick<InvoiceRow, "id" | "orderId" | "seller" | "buyer" | "vatBasisPoints">
  /** With positive amounts, as they were billed. */
  readonly lines: readonly NewInvoiceLine[]
}

/** Issues the credit note (storno) of lines of an invoice, in the same series, with negative amounts. */
export async function issueStorno(
  app: Pick<App, "now">,
  tx: DbOrTx,
  { original, lines }: IssueStornoOptions,
): Promise<IssuedInvoice> {
  const numbered = await takeNumber(app, tx)
  const totalBani = -lines.reduce((sum, { priceBani }) => sum + priceBani, 0)
  const netBani = -lines.reduce((sum, line) => sum + line.netBani, 0)
  const { id: stornoOf, orderId, seller, buyer, vatBasisPoints } = original
  const id = await insertInvoice(tx, {
    ...numbered,
    ...{ orderId, seller, buyer, stornoOf },
    ...{ totalBani, vatBani: totalBani - netBani, vatBasisPoints },
    pdfLayout: currentPdfLayout,
  })
  await insertInvoiceLines(
    tx,
    id,
    lines.map((line) => ({ ...line, priceBani: -line.priceBani, netBani: -line.netBani })),
  )
  return { id, name: invoiceName(numbered) }
}
