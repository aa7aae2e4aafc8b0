import "server-only"
import { lockPayment } from "@/db/queries/payments"
import { findRefund, scheduleRetry } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import type { RefundId } from "@/lib/domain/ids/brand"
import { dayMs, hourMs, later } from "@/lib/domain/time/lifetimes"
import type { ProviderRefund } from "@/lib/payments/provider"
import { log } from "@/lib/runtime/log"
import { closeRefundedPayment } from "./close-refunded-payment"
import { recordProviderRefund } from "./record-provider-refund"

/** `unavailable`: the provider does not answer; the job tries again. */
export type RefundOutcome = ProviderRefund["status"] | "unavailable"

/**
 * Has the provider send a refund and stores the outcome. When the provider knows the refund already, only
 * its state is stored: the money goes once.
 */
export async function sendRefund(app: App, id: RefundId): Promise<RefundOutcome> {
  const refund = await findRefund(app.db, id)
  if (!refund?.providerPaymentId) throw new Error("The refund's payment has no id at the provider")
  const { amount, paymentId, providerPaymentId, attempts: attempt } = refund
  const known = await app.payments.fetchRefundsAndDisputes(providerPaymentId)
  if (!known) return "unavailable"
  const sent =
    known.refunds.find(({ refundId, status }) => refundId === id && status !== "failed") ??
    (await app.payments.refund({ refundId: id, attempt, providerPaymentId, amount }))
  if (!sent) return "unavailable"
  const now = app.now()
  await app.db.transaction(async (tx) => {
    const locked = await lockPayment(tx, paymentId)
    if (!locked) throw new Error("The refund's payment is missing")
    await recordProviderRefund(tx, { paymentId, refund: { ...sent, refundId: id } }, now)
    await closeRefundedPayment(tx, locked, now)
    // A refund with a storno is retried by the job. One of a payment under review waits for the operator.
    if (sent.status === "failed") await scheduleRetry(tx, id, refund.stornoId ? retryAt(attempt, now) : null)
  })
  if (sent.status === "failed") log.error({ refund: id, failure: sent.failure, attempt }, "refund failed")
  return sent.status
}

const maxAttempts = 12

/** After one hour, then two, four and so on up to a day; null after the last attempt. */
function retryAt(attempt: number, now: Date): Date | null {
  if (attempt + 1 >= maxAttempts) return null
  return later(now, Math.min(hourMs * 2 ** attempt, dayMs))
}
