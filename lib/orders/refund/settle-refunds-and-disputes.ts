import "server-only"
import { insertPaymentEvent } from "@/db/queries/payment-events"
import { findPayment, lockPayment, updateDispute } from "@/db/queries/payments"
import type { App } from "@/lib/app"
import type { PaymentId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import type { ProviderEvent } from "@/lib/payments/provider"
import { log } from "@/lib/runtime/log"
import { recordProviderRefund } from "./record-provider-refund"
import { takeUpRefunds } from "./take-up-refunds"
import { updateRefundedPayment } from "./update-refunded-payment"

/**
 * Brings the refunds and the dispute of a payment to their state at the provider, refunds made in its
 * dashboard included. Safe to call in any order and any number of times. `unknown`: the payment is not
 * ours.
 */
export async function settleRefundsAndDisputes(
  app: App,
  providerPaymentId: string,
  event?: ProviderEvent,
): Promise<"unavailable" | "unknown" | "settled"> {
  const seen = await app.payments.fetchRefundsAndDisputes(providerPaymentId)
  if (!seen) return "unavailable"
  const paymentId = parseId<PaymentId>(seen.paymentId)
  const known = paymentId && (await findPayment(app.db, paymentId))
  if (!known || known.sessionId === null) return "unknown"
  const { sessionId } = known
  // The webhook of the payment itself has not arrived yet: the payment is settled first.
  if (known.receivedAmount === null && (await settlePayment(app, sessionId)) === "unavailable")
    return "unavailable"
  const now = app.now()
  await app.db.transaction(async (tx) => {
    const locked = await lockPayment(tx, paymentId)
    if (!locked) throw new Error("The payment is missing")
    const { payment } = locked
    if (event) await insertPaymentEvent(tx, { eventId: event.id, type: event.type, sessionId }, now)
    for (const refund of seen.refunds) await recordProviderRefund(tx, { paymentId, refund }, now)
    await takeUpRefunds(tx, paymentId, now)
    if (seen.dispute !== payment.dispute) {
      await updateDispute(tx, paymentId, seen.dispute)
      log.error({ payment: paymentId, dispute: seen.dispute }, "payment disputed")
    }
    await updateRefundedPayment(tx, locked, now)
  })
  return "settled"
}
