import "server-only"
import { type InvoiceDocument, withGroupedSerials } from "@/lib/domain/money/invoice"
import type { InvoiceContent } from "./draw-invoice"
import { layout2 } from "./layout-2"

/**
 * Layout 3: what layout 2 says, with serials in groups as on the card, under the operator's mark
 * (`markedLook`).
 */
export function layout3(invoice: InvoiceDocument): InvoiceContent {
  const lines = invoice.lines.map((line) => ({ ...line, text: withGroupedSerials(line.text) }))
  return layout2({ ...invoice, lines })
}
