import "server-only"
import type { StoredInvoice } from "@/db/queries/invoice-documents"
import { findInvoicePdf, insertInvoicePdf } from "@/db/queries/invoice-pdfs"
import type { App } from "@/lib/app"
import type { CustomerId, InvoiceId } from "@/lib/domain/ids/brand"
import { invoiceTitle } from "@/lib/domain/money/invoice"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { budgetInAll } from "@/lib/limits/budgets"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import { invoicePdf, isKnownLayout } from "@/lib/pdf/invoice-pdf"

type StorageApp = Pick<App, "db" | "now">

/** PDFs of this process that are being made or wait for it, before customers are refused. */
const longestQueue = 32

const makings = new Map<InvoiceId, Promise<Uint8Array | null>>()
const requests = new Map<InvoiceId, Promise<Result<Uint8Array, "busy"> | TooMany>>()

/**
 * The PDF of an invoice: made at the first call and kept, the same bytes for ever. For mails: never refused,
 * because a mail that is sent was limited when it was enqueued. Null where it is not made yet and its layout
 * is one of a later version.
 */
export function keepInvoicePdf(app: StorageApp, invoice: StoredInvoice): Promise<Uint8Array | null> {
  const { id } = invoice
  const making = makings.get(id) ?? makeInvoicePdf(app, invoice).finally(() => makings.delete(id))
  makings.set(id, making)
  return making
}

/**
 * The same for the customer who asks for it: what has to be made counts against the customer's budget and the
 * budget in all. Requests at once for one invoice are one request. One that only a later version can make is
 * `busy`: a process of that version makes it.
 */
export function requestInvoicePdf(
  app: App,
  invoice: StoredInvoice,
  customerId: CustomerId,
): Promise<Result<Uint8Array, "busy"> | TooMany> {
  const { id } = invoice
  const request =
    requests.get(id) ?? makeWithinBudgets(app, invoice, customerId).finally(() => requests.delete(id))
  requests.set(id, request)
  return request
}

async function makeWithinBudgets(
  app: App,
  invoice: StoredInvoice,
  customerId: CustomerId,
): Promise<Result<Uint8Array, "busy"> | TooMany> {
  // Made since the caller looked: it costs nothing.
  const kept = await findInvoicePdf(app.db, invoice.id)
  if (kept) return ok(kept)
  const isUnderWay = makings.has(invoice.id)
  if (!isUnderWay && makings.size >= longestQueue) return refuse("busy")
  const limits = [limitOf("make-invoice-pdf", customerId), budgetInAll("make-invoice-pdf-in-all")]
  const limited = isUnderWay ? null : await hitLimits(app, limits)
  if (limited) return limited
  const pdf = await keepInvoicePdf(app, invoice)
  return pdf ? ok(pdf) : refuse("busy")
}

/** Two processes may make the same PDF at once: one row wins, and both return its bytes. */
async function makeInvoicePdf({ db, now }: StorageApp, invoice: StoredInvoice): Promise<Uint8Array | null> {
  const invoiceId = invoice.id
  const kept = await findInvoicePdf(db, invoiceId)
  if (kept) return kept
  if (!isKnownLayout(invoice.pdfLayout)) return null
  const pdf = await invoicePdf([invoice], invoiceTitle(invoice))
  if (await insertInvoicePdf(db, { invoiceId, pdf }, now())) return pdf
  const winner = await findInvoicePdf(db, invoiceId)
  if (!winner) throw new Error("A kept PDF blocked another and is not there")
  return winner
}
