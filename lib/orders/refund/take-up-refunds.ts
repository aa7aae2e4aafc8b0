import "server-only"
import type { DbOrTx } from "@/db/client"
import {
  listRefundsOf,
  madeAtProvider,
  type RefundRow,
  setElsewhere,
  withoutMoney,
} from "@/db/queries/refunds"
import type { PaymentId } from "@/lib/domain/ids/brand"

/**
 * Counts refunds made in the provider's dashboard towards the payment's stornos, the oldest first: what
 * went back that way is not sent again. A refund that was sent keeps its part. The caller holds the lock
 * of the payment.
 */
export async function takeUpRefunds(tx: DbOrTx, paymentId: PaymentId, now: Date): Promise<void> {
  const refunds = await listRefundsOf(tx, [paymentId])
  const byHand = refunds.filter((one) => one.reason === madeAtProvider && one.status !== "failed")
  const ours = refunds.filter((one) => one.reason !== madeAtProvider && one.reason !== withoutMoney)
  const isSent = (one: RefundRow) => one.providerRefundId !== null && one.status !== "failed"
  let left = sumOf(byHand.map(({ amount }) => amount))
  left -= sumOf(ours.filter(isSent).map(({ elsewhereAmount }) => elsewhereAmount))
  const isDone = byHand.every(({ status }) => status === "succeeded")
  for (const refund of ours.filter((one) => one.stornoId !== null && !isSent(one))) {
    const elsewhereAmount = Math.max(0, Math.min(refund.amount, left))
    left -= elsewhereAmount
    const status = statusOf(refund, { elsewhereAmount, isDone })
    if (elsewhereAmount !== refund.elsewhereAmount || status !== refund.status)
      await setElsewhere(tx, { id: refund.id, elsewhereAmount, status }, now)
  }
}

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

type TakenUp = { readonly elsewhereAmount: number; readonly isDone: boolean }

/** All of it went back another way, or the rest is still to be sent. */
function statusOf({ amount, status }: RefundRow, { elsewhereAmount, isDone }: TakenUp): RefundRow["status"] {
  if (elsewhereAmount === amount) return isDone ? "succeeded" : "pending"
  return status === "failed" ? status : "starting"
}
