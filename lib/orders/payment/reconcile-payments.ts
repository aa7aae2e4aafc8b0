import "server-only"
import { cancelLapsedOrders } from "@/db/queries/orders"
import { expireStartingPayment, listPaymentsUnderWay, type PaymentUnderWay } from "@/db/queries/payments"
import { countPaymentsInReview } from "@/db/queries/payments-to-review"
import { listRefundsToSend } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import { later, minuteMs } from "@/lib/domain/time/lifetimes"
import { type RefundOutcome, sendRefund } from "@/lib/orders/refund/send-refund"
import type { Deadline } from "@/lib/runtime/deadline"
import { type PaymentOutcome, settlePayment } from "./settle-payment"

/** A payment or refund younger than this is left to its webhook or its first request. */
const patienceMs = 2 * minuteMs
const batchSize = 200

/**
 * The job behind the webhooks: settles payments under way, closes expired payment pages, cancels unpaid
 * orders past their time and sends unfinished refunds. Runs may overlap, repeat or be missed. Returns
 * counts; `waitingForReview` is the number of payments that the operator has to look at.
 */
export async function reconcilePayments(
  app: App,
  { budgetMs = 60_000 }: { readonly budgetMs?: number } = {},
): Promise<Record<string, number>> {
  const deadline = app.deadline(budgetMs)
  const payments = await settlePaymentsUnderWay(app, deadline)
  const cancelled = await cancelLapsedOrders(app.db, app.now())
  const refunds = await sendUnfinishedRefunds(app, deadline)
  return {
    ...payments,
    cancelled,
    refunded: refunds.refunded,
    failed: payments.failed + refunds.failed,
    left: payments.left + refunds.left,
    waitingForReview: await countPaymentsInReview(app.db),
  }
}

/** The counter that each outcome raises; null: none. */
const paymentCounts = {
  unavailable: "failed",
  paid: "paid",
  waiting: null,
  declined: null,
  expired: "expired",
  "needs-review": "review",
  unchanged: null,
  unknown: null,
} as const satisfies Record<PaymentOutcome, string | null>

async function settlePaymentsUnderWay(app: App, deadline: Deadline) {
  const counts = { checked: 0, paid: 0, review: 0, expired: 0, failed: 0, left: 0 }
  const underWay = await listPaymentsUnderWay(app.db, later(app.now(), -patienceMs), batchSize)
  for (const payment of underWay) {
    if (deadline.hasPassed()) {
      counts.left += 1
      continue
    }
    counts.checked += 1
    const count = paymentCounts[await settleOne(app, payment)]
    if (count) counts[count] += 1
  }
  return counts
}

const refundCounts = {
  unavailable: "failed",
  pending: null,
  succeeded: "refunded",
  failed: "failed",
} as const satisfies Record<RefundOutcome, string | null>

async function sendUnfinishedRefunds(app: App, deadline: Deadline) {
  const counts = { refunded: 0, failed: 0, left: 0 }
  const due = { startedBefore: later(app.now(), -patienceMs), now: app.now() }
  for (const { id } of await listRefundsToSend(app.db, due, batchSize)) {
    if (deadline.hasPassed()) {
      counts.left += 1
      continue
    }
    const count = refundCounts[await sendRefund(app, id)]
    if (count) counts[count] += 1
  }
  return counts
}

/** `unavailable` does not stop the run; the next run asks about this payment again. */
async function settleOne(app: App, { id, sessionId, expiresAt }: PaymentUnderWay): Promise<PaymentOutcome> {
  const isOver = expiresAt <= app.now()
  if (!sessionId) {
    // No session was stored for this payment, so there is nothing to ask the provider about.
    return isOver && (await expireStartingPayment(app.db, id, app.now())) ? "expired" : "waiting"
  }
  const outcome = await settlePayment(app, sessionId)
  if (!isOver || outcome === "paid" || outcome === "unavailable") return outcome
  if ((await app.payments.expire(sessionId)) === null) return "unavailable"
  return settlePayment(app, sessionId)
}
