import "server-only"
import { lockPayment } from "@/db/queries/payments"
import { markPaymentSeen as markRow } from "@/db/queries/taken-back"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { PaymentId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"

/**
 * The operator takes a payment off the list, until something new happens to it. `in-review`: that needs a
 * decision.
 */
export function markPaymentSeen(
  app: App,
  id: PaymentId,
): Promise<Result<undefined, "not-found" | "in-review">> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const locked = await lockPayment(tx, id)
    if (!locked) return refuse("not-found")
    if (locked.payment.status === "needs_review") return refuse("in-review")
    await markRow(tx, id, now)
    const { customerId, number } = locked.order
    const detail = { order: String(number) }
    await recordEvent(tx, { kind: "payment-seen", customerId, client: operator(app), detail }, now)
    return ok()
  })
}
