import "server-only"
import { lockPayment, settlePaymentRow } from "@/db/queries/payments"
import { listRefundsOf } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { PaymentId } from "@/lib/domain/ids/brand"
import { isWholePrice } from "@/lib/domain/money/whole-price"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { fulfilOrder } from "./fulfil-order"

export type AcceptRefusal =
  | "not-found"
  | "not-in-review"
  | "refund-under-way"
  /** Not the order's price in lei; it can only be refunded. */
  | "other-amount"
  /** Another payment paid the order; this one can only be refunded. */
  | "already-paid"

/**
 * The operator accepts a payment under review: the order is paid as if the money had come in time, at the VAT
 * rate of the day on which it came.
 */
export async function acceptPayment(app: App, id: PaymentId): Promise<Result<undefined, AcceptRefusal>> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const locked = await lockPayment(tx, id)
    if (!locked) return refuse("not-found")
    const { order, payment } = locked
    if (payment.status !== "needs_review") return refuse("not-in-review")
    const refunds = await listRefundsOf(tx, [id])
    if (refunds.some(({ status }) => status !== "failed")) return refuse("refund-under-way")
    if (order.status === "paid" || order.status === "refunded") return refuse("already-paid")
    if (!isWholePrice(payment, order.totalBani)) return refuse("other-amount")
    await settlePaymentRow(tx, { id, status: "paid" }, now)
    // A payment of an earlier version has no such instant: it came to review when its money was found.
    const paidAt = payment.receivedAt ?? payment.settledAt ?? now
    await fulfilOrder(app, tx, { order, paidAt, now })
    const { customerId, number } = order
    const detail = { order: String(number), reason: payment.reviewReason ?? "" }
    await recordEvent(tx, { kind: "payment-accepted", customerId, client: operator(app), detail }, now)
    return ok()
  })
}
