import "server-only"
import type { DbOrTx } from "@/db/client"
import { keepAddedLinks } from "@/db/queries/closed-links"
import { deleteAnsweredRequestsOf } from "@/db/queries/contact-requests"
import { deleteCustomer, getProfile } from "@/db/queries/customers"
import { forgetAlertsTo } from "@/db/queries/expiry-alerts"
import { lockLinksTo } from "@/db/queries/one-time-tokens"
import { listOpenOrdersOf, lockOpenOrdersOf, markOrderCancelled } from "@/db/queries/orders"
import { keepOrderMails } from "@/db/queries/outbox-mails"
import { endAllLinks } from "@/db/queries/smartcard-links"
import { lockReadyPackagesOf } from "@/db/queries/subscription-lists"
import { findOrdersInPayment, hasPaymentOf } from "@/db/queries/unsettled-payments"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, SessionId } from "@/lib/domain/ids/brand"
import { ok } from "@/lib/domain/result"
import { closedLinkDays, dayMs, later } from "@/lib/domain/time/lifetimes"
import type { TooMany } from "@/lib/limits/hit-limits"
import { mailboxHash } from "@/lib/limits/mailbox-hash"
import { enqueueMail } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"
import { confirmPassword, isStillPassword } from "./confirm-password"
import { eraseFromOrders } from "./erase-from-orders"
import { eraseSignUps } from "./erase-sign-ups"

type CloseAccountOptions = {
  readonly customerId: CustomerId
  readonly sessionId: SessionId
  readonly password: string
  readonly client: Client
  /** Cancels the unpaid orders whose payment pages can be closed. */
  cancelUnpaidOrders(customerId: CustomerId): Promise<void>
}

type ClosingResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: "wrong-password" | "busy" | "has-payment" }
  | { readonly ok: false; readonly reason: "has-ready"; readonly packageNames: readonly string[] }
  | TooMany

/**
 * Closes an account: frees its smartcards, erases the customer with sessions, devices, links and mails, and
 * mails a notice; what is still to be mailed about orders goes out. Unpaid orders are cancelled and erased.
 * `has-payment`: money may be on its way. `has-ready`: something paid is not activated yet, or its activation
 * may come back from the gateway; the refusal names it. Paid orders, invoices and withdrawals stay without
 * their customer (`eraseFromOrders`), so do messages that are not answered yet; audit events stay for
 * `auditMemoryDays` under an id without a row.
 */
export async function closeAccount(
  app: App,
  { customerId, sessionId, password, client, cancelUnpaidOrders }: CloseAccountOptions,
): Promise<ClosingResult> {
  const confirmed = await confirmPassword(app, { customerId, sessionId, password, client })
  if (!confirmed.ok) return confirmed
  const waiting = await app.db.transaction((tx) => lockReadyPackagesOf(tx, customerId))
  if (waiting.length > 0) return { ok: false, reason: "has-ready", packageNames: waiting }
  await cancelUnpaidOrders(customerId)
  const now = app.now()
  const { email, fullName } = await getProfile(app.db, customerId)
  return app.db.transaction(async (tx) => {
    await lockLinksTo(tx, email)
    if (!(await isStillPassword(tx, customerId, confirmed.value))) {
      return { ok: false, reason: "wrong-password" }
    }
    // Payments before packages: a payment that settles between the two statements is seen by one of them.
    const hasPayment = await hasPaymentOf(tx, customerId)
    const packageNames = await lockReadyPackagesOf(tx, customerId)
    if (packageNames.length > 0) return { ok: false, reason: "has-ready", packageNames }
    if (hasPayment || !(await cancelOrdersWithoutPayment(tx, customerId, now))) {
      return { ok: false, reason: "has-payment" }
    }
    await eraseFromOrders(tx, customerId, now)
    const closing = { customerId, mailboxHash: mailboxHash(app, email) }
    await keepAddedLinks(tx, closing, later(now, -closedLinkDays * dayMs))
    await endAllLinks(tx, customerId, now)
    await eraseSignUps(tx, email, now)
    await forgetAlertsTo(tx, customerId)
    await deleteAnsweredRequestsOf(tx, customerId)
    await keepOrderMails(tx, customerId)
    await deleteCustomer(tx, customerId)
    await recordEvent(tx, { kind: "account-closed", customerId, client }, now)
    const props = { fullName, closedAt: now.toISOString() }
    const dedupeKey = `account-closed:${customerId}`
    await enqueueMail(tx, { kind: "account-closed", props, recipient: email, dedupeKey }, now)
    return ok()
  })
}

/**
 * Cancels what the customer ordered since, or could not be cancelled before. False when a payment of such an
 * order is settling or starting: that transaction holds the order, and waiting for it could deadlock, since
 * it also reads the customer's row.
 */
async function cancelOrdersWithoutPayment(tx: DbOrTx, customerId: CustomerId, now: Date): Promise<boolean> {
  const open = await listOpenOrdersOf(tx, customerId)
  const locked = await lockOpenOrdersOf(tx, customerId, { skipLocked: true })
  if (locked.length < open.length || (await findOrdersInPayment(tx, locked)).size > 0) return false
  for (const id of locked) await markOrderCancelled(tx, id, now)
  return true
}
