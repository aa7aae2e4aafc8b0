import "server-only"
import { expirePayment, type PaymentRow } from "@/db/queries/payments"
import type { App } from "@/lib/app"
import { type PaymentOutcome, settlePayment } from "./settle-payment"

/**
 * Brings a payment under way to the state of its session, and closes its page when its time has passed.
 * `unavailable`: ask again later. `unknown`: the provider does not know the session.
 */
export async function settleUnderWay(
  app: App,
  { id, sessionId, expiresAt }: Pick<PaymentRow, "id" | "sessionId" | "expiresAt">,
): Promise<PaymentOutcome> {
  const isOver = expiresAt <= app.now()
  if (!sessionId) {
    // No session was stored for this payment, so there is nothing to ask the provider about.
    return isOver && (await expirePayment(app.db, { id, sessionId }, app.now())) ? "expired" : "waiting"
  }
  const outcome = await settlePayment(app, sessionId)
  if (!isOver || outcome === "paid" || outcome === "unavailable" || outcome === "unknown") return outcome
  if ((await app.payments.expire(sessionId)) === null) return "unavailable"
  return settlePayment(app, sessionId)
}
