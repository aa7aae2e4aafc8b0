import "server-only"
import type { DbOrTx } from "@/db/client"
import { markOrderCancelled } from "@/db/queries/orders"
import { type LockedPayment, settlePaymentRow } from "@/db/queries/payments"
import { listRefundsOf, type RefundRow } from "@/db/queries/refunds"
import type { PaymentId } from "@/lib/domain/ids/brand"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"

/**
 * Marks a payment refunded once all its money went back, and no longer refunded when the bank returned some
 * of it. The open order of a payment under review is cancelled then, and the customer gets a mail. The caller
 * holds the lock of the payment.
 */
export async function updateRefundedPayment(
  tx: DbOrTx,
  { order, payment }: LockedPayment,
  now: Date,
): Promise<void> {
  const { id, status, receivedAmount } = payment
  if (receivedAmount === null) return
  const refunds = await listRefundsOf(tx, [id])
  const refundedAmount = refunds
    .filter((refund) => refund.status === "succeeded")
    .reduce((sum, { amount, elsewhereAmount }) => sum + amount - elsewhereAmount, 0)
  const isRefunded = refundedAmount >= receivedAmount
  if (status === "refunded" && !isRefunded) return reopen(tx, { id, refunds }, now)
  if (!isRefunded || (status !== "needs_review" && status !== "paid")) return
  // The order is not refunded, so the refund was made in the provider's dashboard. The payment stays paid,
  // and the operator finds the refund in the list of payments to review.
  if (status === "paid" && order.status !== "refunded") return
  await settlePaymentRow(tx, { id, status: "refunded" }, now)
  if (status === "paid") return
  if (order.status === "open") await markOrderCancelled(tx, order.id, now)
  await mailCustomer(tx, { order, payment }, now)
}

type Reopened = { readonly id: PaymentId; readonly refunds: readonly RefundRow[] }

/** A refund with a storno belongs to a payment that paid its order; the others to one under review. */
function reopen(tx: DbOrTx, { id, refunds }: Reopened, now: Date): Promise<void> {
  const hasPaid = refunds.some(({ stornoId }) => stornoId !== null)
  if (hasPaid) return settlePaymentRow(tx, { id, status: "paid" }, now)
  return settlePaymentRow(tx, { id, status: "needs_review", reviewReason: "its refund came back" }, now)
}

async function mailCustomer(tx: DbOrTx, { order, payment }: LockedPayment, now: Date): Promise<void> {
  const { customerId, id: orderId, number } = order
  if (!customerId || payment.receivedAmount === null) return
  const currency = payment.receivedCurrency ?? payment.currency
  const props = { orderId, number, amount: payment.receivedAmount, currency }
  const dedupeKey = `payment-refunded:${payment.id}`
  await enqueueMailTo(tx, { kind: "payment-refunded", props, customerId, dedupeKey }, now)
}
