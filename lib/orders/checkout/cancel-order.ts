import "server-only"
import type { DbOrTx } from "@/db/client"
import { findOwnOrder, lockOrder, markOrderCancelled } from "@/db/queries/orders"
import { expirePayment, findPaymentUnderWay, type PaymentRow, settlePaymentRow } from "@/db/queries/payments"
import type { App } from "@/lib/app"
import type { CustomerId, OrderId } from "@/lib/domain/ids/brand"
import { isTransferLate } from "@/lib/domain/money/late-transfer"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { settlePayment } from "@/lib/orders/payment/settle-payment"

type CancelOrderOptions = { readonly customerId: CustomerId; readonly orderId: OrderId }

/**
 * Cancels an unpaid order. The payment page is closed at the provider first, so that a cancelled order cannot
 * be paid. A payment made before that is settled instead, and the order is `not-open`. A transfer is waited
 * for two weeks; money that comes later waits for the operator's decision.
 */
export async function cancelOrder(
  app: App,
  { customerId, orderId }: CancelOrderOptions,
): Promise<Result<undefined, "not-found" | "not-open" | "processing" | "provider-unavailable">> {
  if (!(await findOwnOrder(app.db, orderId, customerId))) return refuse("not-found")
  const underWay = await findPaymentUnderWay(app.db, orderId)
  const now = app.now()
  if (underWay?.status === "processing" && !isTransferLate(underWay, now)) return refuse("processing")
  if (underWay?.sessionId) {
    const expired = await app.payments.expire(underWay.sessionId)
    if (expired === null) return refuse("provider-unavailable")
    const outcome = await settlePayment(app, underWay.sessionId)
    if (outcome === "unavailable") return refuse("provider-unavailable")
    if (outcome === "unknown") await expirePayment(app.db, underWay, app.now())
  }
  return app.db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order?.status !== "open") return refuse("not-open")
    const stillUnderWay = await findPaymentUnderWay(tx, orderId)
    if (stillUnderWay && !(await endPayment(tx, stillUnderWay, now))) return refuse("processing")
    await markOrderCancelled(tx, orderId, now)
    return ok()
  })
}

/** A payment that has a session by now may have an open page. A late transfer is waited for no longer. */
async function endPayment(tx: DbOrTx, payment: PaymentRow, now: Date): Promise<boolean> {
  const { id, sessionId } = payment
  if (!isTransferLate(payment, now)) return sessionId === null && expirePayment(tx, { id, sessionId }, now)
  await settlePaymentRow(tx, { id, status: "declined" }, now)
  return true
}
