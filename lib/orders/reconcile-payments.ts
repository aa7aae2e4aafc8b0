import "server-only"
import { cancelLapsedOrders } from "@/db/queries/orders"
import { listPaymentsUnderWay, settlePaymentRow } from "@/db/queries/payments"
import type { App } from "@/lib/app"
import { later, minuteMs } from "@/lib/domain/lifetimes"
import { settlePayment } from "./settle-payment"

/** The webhook has this long to come by itself. */
const patienceMs = 2 * minuteMs
const atOnce = 200

/**
 * Asks the provider what became of payments that nobody told us about, closes pages whose time is over, and cancels orders that
 * nobody is paying. Runs may overlap, repeat or be missed. Counts, by what was found.
 */
export async function reconcilePayments(
  app: App,
  { budgetMs = 60_000 }: { readonly budgetMs?: number } = {},
): Promise<Record<string, number>> {
  const counts = { checked: 0, paid: 0, review: 0, expired: 0, failed: 0, cancelled: 0, left: 0 }
  const started = Date.now()
  const underWay = await listPaymentsUnderWay(app.db, later(app.now(), -patienceMs), atOnce)
  for (const payment of underWay) {
    if (Date.now() - started > budgetMs) {
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
  counts.cancelled = await cancelLapsedOrders(app.db, app.now())
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
