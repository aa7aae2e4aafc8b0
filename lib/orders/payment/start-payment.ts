import "server-only"
import type { DbOrTx } from "@/db/client"
import { lockLinesOnOwnCards } from "@/db/queries/checkout-links"
import { listOrderLines } from "@/db/queries/order-lines"
import { extendOrder, findOwnOrder, isOrderOpen, lockOrder } from "@/db/queries/orders"
import {
  expirePayment,
  findPaymentUnderWay,
  insertPayment,
  openPayment,
  type PaymentRow,
  settlePaymentRow,
} from "@/db/queries/payments"
import { hasPaymentInReview } from "@/db/queries/payments-to-review"
import type { App } from "@/lib/app"
import type { CustomerId, OrderId } from "@/lib/domain/ids/brand"
import { isTransferLate } from "@/lib/domain/money/late-transfer"
import { repayDays } from "@/lib/domain/money/order-limits"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { dayMs, later, minuteMs, paymentLifetimeMinutes } from "@/lib/domain/time/lifetimes"
import { monthCount } from "@/lib/domain/words/plural"
import { budgetInAll } from "@/lib/limits/budgets"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import { findRepeats, type Repeats } from "@/lib/orders/checkout/find-repeats"
import { orderPaths } from "@/lib/paths"
import type { StartedSession } from "@/lib/payments/provider"
import { closeOpenPage } from "./close-open-page"
import { settlePayment } from "./settle-payment"
import { settleUnderWay } from "./settle-under-way"

type StartPaymentOptions = {
  readonly customerId: CustomerId
  readonly orderId: OrderId
  /** The customer was asked, and wants again what was paid within the last day. */
  readonly mayRepeat?: boolean | undefined
}

type StartRefusal =
  | "not-found"
  | "not-open"
  /** A delayed method is under way or a payment is under review: a second payment would pay twice. */
  | "processing"
  | "provider-unavailable"

/** A card of the order was removed from the account or is blocked: what is bought for it could not start. */
type CardUnusable = { readonly ok: false; readonly reason: "card-unusable"; readonly cardName: string }

/**
 * The URL of a page of the provider that is open now, for an order that is open: that of the payment under
 * way, or of a new one. Concurrent calls share one payment. When a process dies before it stores the URL, the
 * next call repeats the request with the same idempotency key. A start that the provider does not answer ends
 * its payment: the next call makes another one, with a key and a time of its own.
 */
export async function startPayment(
  app: App,
  { customerId, orderId, mayRepeat }: StartPaymentOptions,
): Promise<Result<{ readonly url: string }, StartRefusal> | CardUnusable | Repeats | TooMany> {
  const order = await findOwnOrder(app.db, orderId, customerId)
  if (!order) return refuse("not-found")
  if (!(await endDeadPayment(app, orderId))) return refuse("provider-unavailable")
  const started = await findOrInsertPayment(app, { orderId, customerId, mayRepeat })
  if (!started.ok) {
    const open = started.reason === "card-unusable" ? await findPaymentUnderWay(app.db, orderId) : null
    if (open) await closeOpenPage(app, open)
    return started
  }
  const payment = started.value
  if (payment.url) return ok({ url: payment.url })
  const session = await askProvider(app, order, payment)
  if (!session) {
    await expirePayment(app.db, payment, app.now())
    return refuse("provider-unavailable")
  }
  const status = await openPayment(app.db, payment.id, session)
  return status === "expired" ? closePage(app, orderId, session) : ok({ url: session.url })
}

/** The least time that the provider accepts for a new session, and a minute. */
const leastMs = 31 * minuteMs

/**
 * Ends the payment under way when its page is over, at the provider too, or was never opened in time. False
 * when the provider does not answer.
 */
async function endDeadPayment(app: App, orderId: OrderId): Promise<boolean> {
  const payment = await findPaymentUnderWay(app.db, orderId)
  if (!payment) return true
  const { sessionId, expiresAt } = payment
  if (!sessionId) {
    if (expiresAt <= later(app.now(), leastMs)) await expirePayment(app.db, payment, app.now())
    return true
  }
  const outcome = await settleUnderWay(app, payment)
  if (outcome === "unknown") await expirePayment(app.db, payment, app.now())
  return outcome !== "unavailable"
}

async function askProvider(
  app: App,
  { id: orderId, email }: { readonly id: OrderId; readonly email: string },
  { id: paymentId, expiresAt }: PaymentRow,
): Promise<StartedSession | null> {
  const lines = await listOrderLines(app.db, orderId)
  return app.payments.start({
    ...{ orderId, paymentId, email, expiresAt },
    returnUrl: app.mail.context.appUrl + orderPaths.afterPayment(orderId),
    lines: lines.map(({ packageName, months, cardName, priceBani }) => {
      return { text: `${packageName}, ${monthCount(months)}, ${cardName}`, priceBani }
    }),
  })
}

/**
 * The payment ended while the provider opened its page, because the order was cancelled or another request of
 * the same payment got no answer. The page is closed. Money that came first is settled, and waits
 * for the operator's decision where the order is cancelled.
 */
async function closePage(
  app: App,
  orderId: OrderId,
  { sessionId }: StartedSession,
): Promise<Result<never, "not-open" | "provider-unavailable">> {
  await app.payments.expire(sessionId)
  await settlePayment(app, sessionId)
  return refuse((await isOrderOpen(app.db, orderId)) ? "provider-unavailable" : "not-open")
}

const isAwaited = (payment: PaymentRow | null, now: Date): boolean =>
  payment?.status === "processing" && !isTransferLate(payment, now)

/** Only a new payment counts against the limits: those who press again, or come back, get the same one. */
function findOrInsertPayment(
  app: App,
  { orderId, customerId, mayRepeat }: StartPaymentOptions,
): Promise<Result<PaymentRow, "not-open" | "processing"> | CardUnusable | Repeats | TooMany> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order?.status !== "open") return refuse("not-open")
    if (await hasPaymentInReview(tx, orderId)) return refuse("processing")
    const underWay = await findPaymentUnderWay(tx, orderId)
    if (isAwaited(underWay, now)) return refuse("processing")
    const obstacle = await findObstacle(tx, { orderId, customerId, mayRepeat }, now)
    if (obstacle) return obstacle
    if (underWay && underWay.status !== "processing") return ok(underWay)
    const limits = [limitOf("start-payment", customerId), budgetInAll("start-payment-in-all")]
    const limited = await hitLimits({ ...app, db: tx }, limits)
    if (limited) return limited
    const expiresAt = later(now, paymentLifetimeMinutes * minuteMs)
    await keepOpen(tx, { orderId, lateTransfer: underWay, until: expiresAt }, now)
    return ok(await insertPayment(tx, { orderId, amountBani: order.totalBani, expiresAt }, now))
  })
}

type KeepOpen = {
  readonly orderId: OrderId
  readonly lateTransfer: PaymentRow | null
  readonly until: Date
}

/**
 * The order lasts as long as its new page. A late transfer is waited for no longer: money that it still
 * brings pays the order, or waits for the operator as a second payment, so that the order outlives a page
 * that is left again.
 */
async function keepOpen(tx: DbOrTx, { orderId, lateTransfer, until }: KeepOpen, now: Date): Promise<void> {
  if (!lateTransfer) return extendOrder(tx, orderId, until)
  await settlePaymentRow(tx, { id: lateTransfer.id, status: "declined" }, now)
  await extendOrder(tx, orderId, later(now, repayDays * dayMs))
}

/** A card for which nothing can be paid now, or what the customer paid within the last day; null without. */
async function findObstacle(
  tx: DbOrTx,
  { orderId, customerId, mayRepeat = false }: StartPaymentOptions,
  now: Date,
): Promise<CardUnusable | Repeats | null> {
  const lines = await listOrderLines(tx, orderId)
  const payable = new Set(await lockLinesOnOwnCards(tx, { orderId, customerId }))
  const unusable = lines.find(({ id }) => !payable.has(id))
  if (unusable) return { ok: false, reason: "card-unusable", cardName: unusable.cardName }
  return mayRepeat ? null : findRepeats(tx, { customerId, lines }, now)
}
