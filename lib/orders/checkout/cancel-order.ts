import "server-only"
import { findOwnOrder, lockOrder, markOrderCancelled } from "@/db/queries/orders"
import { expireStartingPayment, findPaymentUnderWay } from "@/db/queries/payments"
import type { App } from "@/lib/app"
import type { CustomerId, OrderId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { settlePayment } from "@/lib/orders/payment/settle-payment"

type CancelOrderOptions = { readonly customerId: CustomerId; readonly orderId: OrderId }

/**
 * Cancels an unpaid order. The payment page is closed at the provider first, so that a cancelled order cannot
 * be paid. A payment made before that is settled instead, and the order is `not-open`.
 */
export async function cancelOrder(
  app: App,
  { customerId, orderId }: CancelOrderOptions,
): Promise<Result<undefined, "not-found" | "not-open" | "processing" | "provider-unavailable">> {
  if (!(await findOwnOrder(app.db, orderId, customerId))) return refuse("not-found")
  const underWay = await findPaymentUnderWay(app.db, orderId)
  if (underWay?.status === "processing") return refuse("processing")
  if (underWay?.sessionId) {
    const expired = await app.payments.expire(underWay.sessionId)
    if (expired === null) return refuse("provider-unavailable")
    await settlePayment(app, underWay.sessionId)
  }
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order?.status !== "open") return refuse("not-open")
    const stillUnderWay = await findPaymentUnderWay(tx, orderId)
    if (stillUnderWay && !(await expireStartingPayment(tx, stillUnderWay.id, now))) {
      return refuse("processing")
    }
    await markOrderCancelled(tx, orderId, now)
    return ok()
  })
}
