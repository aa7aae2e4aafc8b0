import "server-only"
import { setImmediate } from "node:timers/promises"
import { getProfile } from "@/db/queries/customers"
import { findOwnInvoiceDocument, listInvoiceDocuments } from "@/db/queries/invoices"
import type { App } from "@/lib/app"
import type { CustomerId, InvoiceId } from "@/lib/domain/ids/brand"
import { type InvoiceDocument, invoiceTitle } from "@/lib/domain/money/invoice"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { yearBounds } from "@/lib/domain/time/year"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"
import { enqueueMail } from "@/lib/outbox/enqueue-mail"
import { invoicePdf, invoicePdfStream } from "@/lib/pdf/invoice-pdf"

type Own = { readonly customerId: CustomerId; readonly id: InvoiceId }

/** An invoice, or a storno, as it is printed; null for another's. Two statements. */
export const ownInvoice = (app: App, { customerId, id }: Own) =>
  findOwnInvoiceDocument(app.db, id, customerId)

/** The same as PDF. */
export async function ownInvoicePdf(app: App, own: Own) {
  const invoice = await ownInvoice(app, own)
  return invoice && { invoice, pdf: await invoicePdf([invoice], invoiceTitle(invoice)) }
}

const mailPace = { free: 3, firstWaitSeconds: 600, longestWaitSeconds: 3_600, memorySeconds: 86_400 }

/** Mails an invoice once more, to the address of the account. */
export async function mailInvoice(app: App, own: Own): Promise<Result<undefined, "not-found"> | TooMany> {
  const { customerId, id } = own
  const invoice = await ownInvoice(app, own)
  if (!invoice) return refuse("not-found")
  const now = app.now()
  const limited = await hitLimits(app.db, [{ what: "mail-invoice", who: customerId, ...mailPace }], now)
  if (limited) return limited
  const { email, fullName } = await getProfile(app.db, customerId)
  const props = { fullName, title: invoiceTitle(invoice), invoiceIds: [id] }
  const dedupeKey = `invoice:${id}:${now.getTime()}`
  await enqueueMail(app.db, { kind: "invoice", props, recipient: email, customerId, dedupeKey }, now)
  return ok()
}

const filePace = { free: 10, firstWaitSeconds: 60, longestWaitSeconds: 3_600, memorySeconds: 86_400 }
const atOnce = 100

/**
 * All invoices and stornos of a year (in Bucharest) as one PDF, in the order of their numbers, written while it is read: a hundred at a time are
 * held. `nothing` when none was issued.
 */
export async function invoicesOfYear(
  app: App,
  { customerId, year }: { readonly customerId: CustomerId; readonly year: number },
): Promise<Result<AsyncGenerator<Buffer>, "nothing"> | TooMany> {
  const [first] = await pageOf(null, 1)
  if (!first) return refuse("nothing")
  const limited = await hitLimits(
    app.db,
    [{ what: "invoices-of-year", who: customerId, ...filePace }],
    app.now(),
  )
  if (limited) return limited
  return ok(invoicePdfStream(all(), `Facturi ${year}`))

  function pageOf(after: InvoiceDocument | null, limit: number) {
    return listInvoiceDocuments(app.db, { ...yearBounds(year), customerId }, { after, limit })
  }

  async function* all() {
    let last: InvoiceDocument | null = null
    for (;;) {
      const page: InvoiceDocument[] = await pageOf(last, atOnce)
      yield* page
      last = page.at(-1) ?? null
      if (page.length < atOnce) return
      await setImmediate()
    }
  }
}
