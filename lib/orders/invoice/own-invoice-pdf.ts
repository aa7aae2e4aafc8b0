import "server-only"
import { findOwnInvoicePdf } from "@/db/queries/invoice-pdfs"
import type { App } from "@/lib/app"
import { invoiceFileName } from "@/lib/domain/money/invoice"
import { ok, refuse } from "@/lib/domain/result"
import { requestInvoicePdf } from "@/lib/invoice-pdfs/keep-invoice-pdf"
import type { TooMany } from "@/lib/limits/hit-limits"
import { findOwnInvoice, type OwnInvoiceOptions } from "./find-own-invoice"

export type InvoicePdfRefusal = { readonly ok: false; readonly reason: "not-found" | "busy" } | TooMany
type InvoiceFile = { readonly name: string; readonly pdf: Uint8Array }

/**
 * The PDF of the customer's own invoice or storno: one statement where it is kept, else it is made now and
 * kept. Reading is not limited; making is.
 */
export async function ownInvoicePdf(
  app: App,
  own: OwnInvoiceOptions,
): Promise<{ readonly ok: true; readonly value: InvoiceFile } | InvoicePdfRefusal> {
  const kept = await findOwnInvoicePdf(app.db, own.id, own.customerId)
  if (kept) return ok({ name: invoiceFileName(kept), pdf: kept.pdf })
  const invoice = await findOwnInvoice(app, own)
  if (!invoice) return refuse("not-found")
  const made = await requestInvoicePdf(app, invoice, own.customerId)
  return made.ok ? ok({ name: invoiceFileName(invoice), pdf: made.value }) : made
}
