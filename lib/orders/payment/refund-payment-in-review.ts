import "server-only"
import { lockPayment } from "@/db/queries/payments"
import { insertRefund, listRefundsOf, madeAtProvider } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { PaymentId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { type RefundOutcome, sendRefund } from "@/lib/orders/refund/send-refund"

/**
 * The operator sends the money of a payment under review back, all that did not go back before. `unavailable`
 * and `pending` are no refusals: the job sends or watches the refund from then on.
 */
export async function refundPaymentInReview(
  app: App,
  id: PaymentId,
): Promise<Result<RefundOutcome, "not-found" | "not-in-review" | "refund-under-way">> {
  const now = app.now()
  const inserted = await app.db.transaction(async (tx) => {
    const locked = await lockPayment(tx, id)
    if (!locked) return refuse("not-found")
    const { order, payment } = locked
    if (payment.status !== "needs_review" || payment.receivedAmount === null) return refuse("not-in-review")
    const refunds = await listRefundsOf(tx, [id])
    const gone = refunds.filter(({ status }) => status !== "failed")
    if (gone.some(({ reason }) => reason !== madeAtProvider)) return refuse("refund-under-way")
    // What was sent in the provider's dashboard is not sent again.
    const amount = gone.reduce((left, refund) => left - refund.amount, payment.receivedAmount)
    if (amount <= 0) return refuse("refund-under-way")
    const { customerId, number } = order
    const reason = payment.reviewReason ?? ""
    const detail = { order: String(number), reason }
    await recordEvent(tx, { kind: "payment-refunded", customerId, client: operator(app), detail }, now)
    return ok(await insertRefund(tx, { paymentId: id, amount, reason }, now))
  })
  return inserted.ok ? ok(await sendRefund(app, inserted.value)) : inserted
}
