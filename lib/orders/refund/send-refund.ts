import "server-only"
import { lockPayment } from "@/db/queries/payments"
import { countUnanswered, findRefund, type RefundToSend } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import type { RefundId } from "@/lib/domain/ids/brand"
import type { ProviderRefund, RefundsAndDisputes } from "@/lib/payments/provider"
import { log } from "@/lib/runtime/log"
import { recordAttempt, recordProviderRefund } from "./record-provider-refund"
import { updateRefundedPayment } from "./update-refunded-payment"

/** `unavailable`: the provider does not answer; the job tries again. */
export type RefundOutcome = ProviderRefund["status"] | "unavailable"

/**
 * Has the provider send a refund and stores the outcome. When the provider knows the refund already, only
 * its state is stored: the money goes once.
 */
export async function sendRefund(app: App, id: RefundId): Promise<RefundOutcome> {
  const refund = await findRefund(app.db, id)
  if (!refund?.providerPaymentId) throw new Error("The refund's payment has no id at the provider")
  const { amount, paymentId, providerPaymentId } = refund
  const seen = await app.payments.fetchRefundsAndDisputes(providerPaymentId)
  if (!seen) return "unavailable"
  const known = seen.refunds.find(({ refundId, status }) => refundId === id && status !== "failed")
  const key = keyOf(refund, seen)
  const sent = known ?? (await app.payments.refund({ refundId: id, key, providerPaymentId, amount }))
  if (!sent) {
    await countUnanswered(app.db, id)
    return "unavailable"
  }
  const now = app.now()
  await app.db.transaction(async (tx) => {
    const locked = await lockPayment(tx, paymentId)
    if (!locked) throw new Error("The refund's payment is missing")
    if (known) await recordProviderRefund(tx, { paymentId, refund: known }, now)
    else await recordAttempt(tx, { paymentId, sent: { ...sent, refundId: id } }, now)
    await updateRefundedPayment(tx, locked, now)
  })
  if (sent.status === "failed") log.error({ refund: id, failure: sent.failure }, "refund failed")
  return sent.status
}

/**
 * Another key after each failure that we or the provider know of and after each request without an answer:
 * the provider repeats the first answer to a key. Until one of them is known, concurrent requests share a
 * key, so that the money goes once.
 */
function keyOf({ id, attempts, unanswered }: RefundToSend, { refunds }: RefundsAndDisputes): string {
  const made = refunds.filter(({ refundId }) => refundId === id).length
  return `${attempts}-${unanswered}-${made}`
}
