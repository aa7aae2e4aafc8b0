import "server-only"
import { listPaymentsForOperator, type PaymentToReview } from "@/db/queries/payments-to-review"
import { listRefundsOf, type RefundRow } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import { lateTransferSince } from "@/lib/domain/money/late-transfer"
import { isWholePrice } from "@/lib/domain/money/whole-price"

export type ReviewedPayment = PaymentToReview & {
  readonly refunds: readonly RefundRow[]
  /** Whether `acceptPayment` can accept it. */
  readonly isAcceptable: boolean
}

/** Payments that the operator has to look at, each with its refunds, oldest first. */
export async function listPaymentsToReview(app: App): Promise<ReviewedPayment[]> {
  const found = await listPaymentsForOperator(app.db, { lateSince: lateTransferSince(app.now()) })
  const ids = found.map(({ id }) => id)
  const refunds = Map.groupBy(await listRefundsOf(app.db, ids), ({ paymentId }) => paymentId)
  return found.map((payment) => ({
    ...payment,
    refunds: refunds.get(payment.id) ?? [],
    isAcceptable:
      payment.status === "needs_review" &&
      isWholePrice(payment, payment.totalBani) &&
      payment.orderStatus !== "paid",
  }))
}
