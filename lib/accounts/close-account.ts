import "server-only"
import { deleteCustomer, getProfile } from "@/db/queries/customers"
import { forgetAlertsTo } from "@/db/queries/expiry-alerts"
import { hasPaymentOf } from "@/db/queries/payments"
import { deleteSignUpsOf } from "@/db/queries/sign-ups"
import { endAllLinks, lockReadyPackagesOf } from "@/db/queries/smartcards"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { ok } from "@/lib/domain/result"
import type { TooMany } from "@/lib/limits/hit-limits"
import { enqueueMail } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"
import { confirmPassword, isStillPassword } from "./confirm-password"

type Closing = { readonly customerId: CustomerId; readonly password: string; readonly client: Client }
type Closed =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: "wrong-password" | "busy" | "has-payment" }
  | { readonly ok: false; readonly reason: "has-ready"; readonly packageNames: readonly string[] }
  | TooMany

/**
 * Closes an account: frees its smartcards, erases the customer with sessions, devices, links and waiting mails, and says so
 * by mail. Refused while something paid waits to be activated: `has-ready` says what. The audit trail stays twelve months,
 * under an id that leads to nobody.
 */
export async function closeAccount(app: App, { customerId, password, client }: Closing): Promise<Closed> {
  const confirmed = await confirmPassword(app, { customerId, password, client })
  if (!confirmed.ok) return confirmed
  const now = app.now()
  return app.db.transaction(async (tx) => {
    if (!(await isStillPassword(tx, customerId, confirmed.value))) {
      return { ok: false, reason: "wrong-password" }
    }
    // In this order: a payment that settles in between is seen as what it was or as what it became.
    const hasPayment = await hasPaymentOf(tx, customerId)
    const packageNames = await lockReadyPackagesOf(tx, customerId)
    if (packageNames.length > 0) return { ok: false, reason: "has-ready", packageNames }
    if (hasPayment) return { ok: false, reason: "has-payment" }
    const { email, fullName } = await getProfile(tx, customerId)
    await endAllLinks(tx, customerId, now)
    await deleteSignUpsOf(tx, email)
    await forgetAlertsTo(tx, customerId)
    await deleteCustomer(tx, customerId)
    await recordEvent(tx, { kind: "account-closed", customerId, client }, now)
    const props = { fullName, closedAt: now.toISOString() }
    const dedupeKey = `account-closed:${customerId}`
    await enqueueMail(tx, { kind: "account-closed", props, recipient: email, dedupeKey }, now)
    return ok()
  })
}
