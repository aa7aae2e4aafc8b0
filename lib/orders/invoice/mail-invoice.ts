import "server-only"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { invoiceName, invoiceTitle } from "@/lib/domain/money/invoice"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"
import { findOwnInvoice, type OwnInvoiceOptions } from "./find-own-invoice"

type MailInvoiceOptions = OwnInvoiceOptions & { readonly client: Client }

/** Mails the customer's own invoice again, to the address of the account. Rate-limited by customer. */
export async function mailInvoice(
  app: App,
  { customerId, id, client }: MailInvoiceOptions,
): Promise<Result<undefined, "not-found"> | TooMany> {
  const invoice = await findOwnInvoice(app, { customerId, id })
  if (!invoice) return refuse("not-found")
  const now = app.now()
  const limited = await hitLimits(app, [limitOf("mail-invoice", customerId)])
  if (limited) return limited
  return app.db.transaction(async (tx) => {
    const props = { title: invoiceTitle(invoice), invoiceIds: [id] }
    const dedupeKey = `invoice:${id}:${now.getTime()}`
    await enqueueMailTo(tx, { kind: "invoice", props, customerId, dedupeKey }, now)
    const detail = { invoice: invoiceName(invoice) }
    await recordEvent(tx, { kind: "invoice-sent", customerId, client, detail }, now)
    return ok()
  })
}
