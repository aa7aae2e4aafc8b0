import "server-only"
import type { DbOrTx } from "@/db/client"
import { findOwnOrder, lockOrder, markOrderCancelled } from "@/db/queries/orders"
import { expirePayment, findPaymentUnderWay, type PaymentRow } from "@/db/queries/payments"
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
    const outcome = await settlePayment(app, underWay.sessionId)
    if (outcome === "unavailable") return refuse("provider-unavailable")
    if (outcome === "unknown") await expirePayment(app.db, underWay, app.now())
  }
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order?.status !== "open") return refuse("not-open")
    const stillUnderWay = await findPaymentUnderWay(tx, orderId)
    if (stillUnderWay && !(await expireUnopened(tx, stillUnderWay, now))) return refuse("processing")
    await markOrderCancelled(tx, orderId, now)
    return ok()
  })
}

/** A payment that has a session by now may have an open page. */
const expireUnopened = async (tx: DbOrTx, { id, sessionId }: PaymentRow, now: Date): Promise<boolean> =>
  sessionId === null && expirePayment(tx, { id, sessionId }, now)
