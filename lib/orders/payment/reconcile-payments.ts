import "server-only"
import { cancelLapsedOrders } from "@/db/queries/orders"
import { countPaymentsInReview, listPaymentsUnderWay, settlePaymentRow } from "@/db/queries/payments"
import { listRefundsUnderWay } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import { later, minuteMs } from "@/lib/domain/time/lifetimes"
import { pushRefund } from "@/lib/orders/refund/settle-refunds"
import type { Deadline } from "@/lib/runtime/deadline"
import { settlePayment } from "./settle-payment"

/** The webhook has this long to come by itself. */
const patienceMs = 2 * minuteMs
const atOnce = 200

/**
 * Asks the provider what became of payments that nobody told us about, closes pages whose time is over, and cancels orders that
 * nobody is paying, and goes on with refunds that have not ended. Runs may overlap, repeat or be missed. Counts, by what was found;
 * `waitingForReview` are all that people have to look at.
 */
export async function reconcilePayments(
  app: App,
  { budgetMs = 60_000 }: { readonly budgetMs?: number } = {},
): Promise<Record<string, number>> {
  const deadline = app.deadline(budgetMs)
  const payments = await settleUnderWay(app, deadline)
  const cancelled = await cancelLapsedOrders(app.db, app.now())
  const refunds = await pushUnderWay(app, deadline)
  return {
    ...payments,
    cancelled,
    refunded: refunds.refunded,
    failed: payments.failed + refunds.failed,
    left: payments.left + refunds.left,
    waitingForReview: await countPaymentsInReview(app.db),
  }
}

async function settleUnderWay(app: App, deadline: Deadline) {
  const counts = { checked: 0, paid: 0, review: 0, expired: 0, failed: 0, left: 0 }
  const underWay = await listPaymentsUnderWay(app.db, later(app.now(), -patienceMs), atOnce)
  for (const payment of underWay) {
    if (deadline.hasPassed()) {
      counts.left += 1
      continue
    }
    counts.checked += 1
    const settled = await settleOne(app, payment)
    if (settled === "paid") counts.paid += 1
    if (settled === "needs-review") counts.review += 1
    if (settled === "expired") counts.expired += 1
    if (settled === "away") counts.failed += 1
  }
  return counts
}

async function pushUnderWay(app: App, deadline: Deadline) {
  const counts = { refunded: 0, failed: 0, left: 0 }
  const due = { startedBefore: later(app.now(), -patienceMs), now: app.now() }
  for (const { id } of await listRefundsUnderWay(app.db, due, atOnce)) {
    if (deadline.hasPassed()) {
      counts.left += 1
      continue
    }
    const pushed = await pushRefund(app, id)
    if (pushed === "succeeded") counts.refunded += 1
    if (pushed === "away" || pushed === "failed") counts.failed += 1
  }
  return counts
}

type UnderWay = Awaited<ReturnType<typeof listPaymentsUnderWay>>[number]

/** The provider away is no reason to leave the others: the next run asks again. */
async function settleOne(app: App, { id, sessionId, expiresAt }: UnderWay): Promise<string> {
  const isOver = expiresAt <= app.now()
  if (!sessionId) {
    // Nobody ever saw its page: there is nothing to ask about.
    if (isOver) await settlePaymentRow(app.db, id, { status: "expired" }, app.now())
    return isOver ? "expired" : "waiting"
  }
  const settled = await settlePayment(app, sessionId)
  if (!isOver || settled === "paid" || settled === "away") return settled
  await app.payments.expire(sessionId)
  return settlePayment(app, sessionId)
}
