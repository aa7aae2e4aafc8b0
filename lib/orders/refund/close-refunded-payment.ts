import "server-only"
import type { DbOrTx } from "@/db/client"
import { markOrderCancelled } from "@/db/queries/orders"
import { type LockedPayment, settlePaymentRow } from "@/db/queries/payments"
import { listRefundsOf } from "@/db/queries/refunds"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"

/**
 * Marks a payment refunded once all its money went back. If it was under review, its open order is
 * cancelled and the customer gets a mail. The caller holds the lock of the payment.
 */
export async function closeRefundedPayment(
  tx: DbOrTx,
  { order, payment }: LockedPayment,
  now: Date,
): Promise<void> {
  const { id, status, receivedAmount } = payment
  if (receivedAmount === null || (status !== "needs_review" && status !== "paid")) return
  const refundedAmount = (await listRefundsOf(tx, [id]))
    .filter((refund) => refund.status === "succeeded")
    .reduce((sum, { amount }) => sum + amount, 0)
  if (refundedAmount < receivedAmount) return
  // The order is not refunded, so the refund was made in the provider's dashboard. The payment stays paid,
  // and the operator finds the refund in the list of payments to review.
  if (status === "paid" && order.status !== "refunded") return
  await settlePaymentRow(tx, { id, status: "refunded" }, now)
  if (status === "paid") return
  if (order.status === "open") await markOrderCancelled(tx, order.id, now)
  await mailCustomer(tx, { order, payment }, now)
}

async function mailCustomer(tx: DbOrTx, { order, payment }: LockedPayment, now: Date): Promise<void> {
  const { customerId, id: orderId, number } = order
  if (!customerId || payment.receivedAmount === null) return
  const currency = payment.receivedCurrency ?? payment.currency
  const props = { orderId, number, amount: payment.receivedAmount, currency }
  const dedupeKey = `payment-refunded:${payment.id}`
  await enqueueMailTo(tx, { kind: "payment-refunded", props, customerId, dedupeKey }, now)
}
