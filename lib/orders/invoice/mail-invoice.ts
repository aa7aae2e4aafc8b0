import "server-only"
import { lockCustomer } from "@/db/queries/customers"
import { wasMailQueued } from "@/db/queries/outbox-dedupe"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { invoiceName, invoiceTitle } from "@/lib/domain/money/invoice"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { later, secondMs } from "@/lib/domain/time/lifetimes"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"
import { findOwnInvoice, type OwnInvoiceOptions } from "./find-own-invoice"

type MailInvoiceOptions = OwnInvoiceOptions & { readonly client: Client }

/** Two taps within this time send one mail. */
const tapMs = 10 * secondMs

/** Mails the customer's own invoice again, to the address of the account. Rate-limited by customer. */
export async function mailInvoice(
  app: App,
  { customerId, id, client }: MailInvoiceOptions,
): Promise<Result<undefined, "not-found"> | TooMany> {
  const invoice = await findOwnInvoice(app, { customerId, id })
  if (!invoice) return refuse("not-found")
  const now = app.now()
  // The mails of this invoice, by the stretch of time in which they were asked for.
  const keyAt = (at: Date) => `invoice:${id}:${Math.floor(at.getTime() / tapMs)}`
  const lately = [keyAt(now), keyAt(later(now, -tapMs))]
  if (await wasMailQueued(app.db, lately)) return ok()
  const limited = await hitLimits(app, [limitOf("mail-invoice", customerId)])
  if (limited) return limited
  return app.db.transaction(async (tx) => {
    await lockCustomer(tx, customerId)
    if (await wasMailQueued(tx, lately)) return ok()
    const props = { title: invoiceTitle(invoice), invoiceIds: [id] }
    await enqueueMailTo(tx, { kind: "invoice", props, customerId, dedupeKey: keyAt(now) }, now)
    const detail = { invoice: invoiceName(invoice) }
    await recordEvent(tx, { kind: "invoice-sent", customerId, client, detail }, now)
    return ok()
  })
}
