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
  const { parts, isDone } = share(await listRefundsOf(tx, [paymentId]))
  for (const { refund, elsewhereAmount } of parts) {
    const status = statusOf(refund, { elsewhereAmount, isDone })
    if (elsewhereAmount !== refund.elsewhereAmount || status !== refund.status)
      await setElsewhere(tx, { id: refund.id, elsewhereAmount, status }, now)
  }
}

/** What a new storno of a payment with these refunds would take up: it went back before. */
export const untakenOf = (refunds: readonly RefundRow[]): number => Math.max(0, share(refunds).left)

/** The part of each storno's refund that went back by hand, and what is left by hand behind them. */
function share(refunds: readonly RefundRow[]) {
  const byHand = refunds.filter((one) => one.reason === madeAtProvider && one.status !== "failed")
  const ours = refunds.filter((one) => one.reason !== madeAtProvider && one.reason !== withoutMoney)
  const isSent = (one: RefundRow) => one.providerRefundId !== null && one.status !== "failed"
  let left = sumOf(byHand.map(({ amount }) => amount))
  left -= sumOf(ours.filter(isSent).map(({ elsewhereAmount }) => elsewhereAmount))
  const parts = ours
    .filter((one) => one.stornoId !== null && !isSent(one))
    .map((refund) => {
      const elsewhereAmount = Math.max(0, Math.min(refund.amount, left))
      left -= elsewhereAmount
      return { refund, elsewhereAmount }
    })
  return { parts, left, isDone: byHand.every(({ status }) => status === "succeeded") }
}

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

type TakenUp = { readonly elsewhereAmount: number; readonly isDone: boolean }

/** All of it went back another way, or the rest is still to be sent. */
function statusOf({ amount, status }: RefundRow, { elsewhereAmount, isDone }: TakenUp): RefundRow["status"] {
  if (elsewhereAmount === amount) return isDone ? "succeeded" : "pending"
  return status === "failed" ? status : "starting"
}
