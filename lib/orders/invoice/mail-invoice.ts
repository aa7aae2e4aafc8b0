import "server-only"
import type { App } from "@/lib/app"
import { invoiceTitle } from "@/lib/domain/money/invoice"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import { findOwnInvoice, type OwnInvoiceOptions } from "./find-own-invoice"

/** Mails the customer's own invoice again, to the address of the account. Rate-limited by customer. */
export async function mailInvoice(
  app: App,
  own: OwnInvoiceOptions,
): Promise<Result<undefined, "not-found"> | TooMany> {
  const { customerId, id } = own
  const invoice = await findOwnInvoice(app, own)
  if (!invoice) return refuse("not-found")
  const now = app.now()
  const limited = await hitLimits(app.db, [limitOf("mail-invoice", customerId)], now)
  if (limited) return limited
  const props = { title: invoiceTitle(invoice), invoiceIds: [id] }
  const dedupeKey = `invoice:${id}:${now.getTime()}`
  await enqueueMailTo(app.db, { kind: "invoice", props, customerId, dedupeKey }, now)
  return ok()
}
