import "server-only"
import type { DbOrTx } from "@/db/client"
import { listAuditEvents } from "@/db/queries/audit-events"
import { listBillingProfiles } from "@/db/queries/billing-profiles"
import { findFeedDate } from "@/db/queries/calendar-feeds"
import { findCart } from "@/db/queries/carts"
import { listContactRequestsOf } from "@/db/queries/contact-requests"
import { getProfile } from "@/db/queries/customers"
import { listCommandsOf } from "@/db/queries/entitlement-commands"
import { listAllInvoices } from "@/db/queries/invoice-documents"
import { listKnownDevices } from "@/db/queries/known-devices"
import { listLinksOf } from "@/db/queries/one-time-tokens"
import { listLinesOfCustomer } from "@/db/queries/order-lines"
import { listAllOrders } from "@/db/queries/order-lists"
import { listMailsTo } from "@/db/queries/outbox-mails"
import { listAllPayments } from "@/db/queries/payments"
import { listAllRefunds } from "@/db/queries/refund-lists"
import { listAllSessions } from "@/db/queries/sessions"
import { listAllLinks } from "@/db/queries/smartcard-links"
import { listAllSubscriptions } from "@/db/queries/subscription-lists"
import { listWithdrawals } from "@/db/queries/withdrawals"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { ok } from "@/lib/domain/result"
import { hitLimits } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import type { Client } from "@/lib/runtime/client"

/**
 * Everything stored about a customer, as one plain value (GDPR articles 15 and 20). Left out: the hashes of
 * the password, of cookies and of links, the calendar's address, ids at the providers, the texts of mails,
 * and new addresses, which may be strangers'. Its test holds it against every table and column of the schema.
 */
export async function exportAccount(
  app: App,
  { customerId, client }: { readonly customerId: CustomerId; readonly client: Client },
) {
  const { db } = app
  const now = app.now()
  const limited = await hitLimits(app, [limitOf("export", customerId)])
  if (limited) return limited
  await recordEvent(db, { kind: "data-exported", customerId, client }, now)
  return ok({
    exportedAt: now,
    customer: { id: customerId, ...(await getProfile(db, customerId)) },
    smartcards: await listAllLinks(db, customerId),
    subscriptions: await listAllSubscriptions(db, customerId),
    entitlementCommands: await listCommandsOf(db, customerId),
    cart: await findCart(db, customerId),
    orders: await listOrdersWithLines(db, customerId),
    payments: await listAllPayments(db, customerId),
    refunds: await listAllRefunds(db, customerId),
    invoices: await listAllInvoices(db, customerId),
    withdrawals: await listWithdrawals(db, customerId),
    billingProfiles: await listBillingProfiles(db, customerId),
    calendar: await findFeedDate(db, customerId),
    sessions: await listAllSessions(db, customerId),
    devices: await listKnownDevices(db, customerId),
    links: await listLinksOf(db, customerId),
    contactRequests: await listContactRequestsOf(db, customerId),
    mails: await listMailsTo(db, customerId),
    events: await listAuditEvents(db, customerId),
  })
}

async function listOrdersWithLines(db: DbOrTx, customerId: CustomerId) {
  const orders = await listAllOrders(db, customerId)
  const lines = Map.groupBy(await listLinesOfCustomer(db, customerId), ({ orderId }) => orderId)
  return orders.map((order) => ({ ...order, lines: lines.get(order.id) ?? [] }))
}
