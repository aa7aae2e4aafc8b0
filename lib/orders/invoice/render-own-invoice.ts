import "server-only"
import type { App } from "@/lib/app"
import { invoiceTitle } from "@/lib/domain/money/invoice"
import { invoicePdf } from "@/lib/pdf/invoice-pdf"
import { findOwnInvoice, type OwnInvoiceOptions } from "./find-own-invoice"

/** The customer's own invoice or storno as PDF; null for one of another customer. */
export async function renderOwnInvoice(app: App, own: OwnInvoiceOptions) {
  const invoice = await findOwnInvoice(app, own)
  return invoice && { invoice, pdf: await invoicePdf([invoice], invoiceTitle(invoice)) }
}
