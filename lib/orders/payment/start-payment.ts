import "server-only"
import { listOrderLines } from "@/db/queries/order-lines"
import { extendOrder, findOwnOrder, lockOrder } from "@/db/queries/orders"
import { findPaymentUnderWay, insertPayment, openPayment, type PaymentRow } from "@/db/queries/payments"
import { hasPaymentInReview } from "@/db/queries/payments-to-review"
import type { App } from "@/lib/app"
import type { CustomerId, OrderId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { later, minuteMs, paymentLifetimeMinutes } from "@/lib/domain/time/lifetimes"
import { monthCount } from "@/lib/domain/words/plural"
import { budgetInAll } from "@/lib/limits/budgets"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import { orderPaths } from "@/lib/paths"
import type { StartedSession } from "@/lib/payments/provider"
import { settlePayment } from "./settle-payment"

/**
 * Payments started by all customers. Stripe takes 100 requests a second from an account; a payment
 * costs up to five (start, webhook, return page, job, refund). Ten a second leave half of them to the rest.
 */
const startsInAll = budgetInAll("start-payment-in-all", { burst: 100, everySeconds: 0.1 })

type StartPaymentOptions = { readonly customerId: CustomerId; readonly orderId: OrderId }

type StartRefusal =
  | "not-found"
  | "not-open"
  /** A delayed method is under way or a payment is under review: a second payment would pay twice. */
  | "processing"
  | "provider-unavailable"

/**
 * The URL of the provider's page for an order: that of the payment under way, or of a new one. Concurrent
 * calls share one payment. When a process dies before it stores the URL, the next call repeats the request
 * with the same idempotency key.
 */
export async function startPayment(
  app: App,
  { customerId, orderId }: StartPaymentOptions,
): Promise<Result<{ readonly url: string }, StartRefusal> | TooMany> {
  const order = await findOwnOrder(app.db, orderId, customerId)
  if (!order) return refuse("not-found")
  const started = await findOrInsertPayment(app, { orderId, customerId })
  if (!started.ok) return started
  const payment = started.value
  if (payment.url) return ok({ url: payment.url })

  const lines = await listOrderLines(app.db, orderId)
  const session = await app.payments.start({
    orderId,
    paymentId: payment.id,
    email: order.email,
    expiresAt: payment.expiresAt,
    returnUrl: app.mail.context.appUrl + orderPaths.afterPayment(orderId),
    lines: lines.map(({ packageName, months, cardName, priceBani }) => {
      return { text: `${packageName}, ${monthCount(months)}, ${cardName}`, priceBani }
    }),
  })
  if (!session) return refuse("provider-unavailable")
  const status = await openPayment(app.db, payment.id, session)
  return status === "expired" ? closePage(app, session) : ok({ url: session.url })
}

/**
 * The order was cancelled while the provider opened the page, so the page is closed. Money that came first is
 * settled, and then waits for the operator's decision.
 */
async function closePage(app: App, { sessionId }: StartedSession): Promise<Result<never, "not-open">> {
  await app.payments.expire(sessionId)
  await settlePayment(app, sessionId)
  return refuse("not-open")
}

/** Only a new payment counts against the limits: those who press again, or come back, get the same one. */
function findOrInsertPayment(
  app: App,
  { orderId, customerId }: StartPaymentOptions,
): Promise<Result<PaymentRow, "not-open" | "processing"> | TooMany> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order?.status !== "open") return refuse("not-open")
    if (await hasPaymentInReview(tx, orderId)) return refuse("processing")
    const underWay = await findPaymentUnderWay(tx, orderId)
    if (underWay?.status === "processing") return refuse("processing")
    if (underWay) return ok(underWay)
    const limits = [limitOf("start-payment", customerId), startsInAll]
    const limited = await hitLimits(tx, limits, now)
    if (limited) return limited
    const expiresAt = later(now, paymentLifetimeMinutes * minuteMs)
    await extendOrder(tx, orderId, expiresAt)
    return ok(await insertPayment(tx, { orderId, amountBani: order.totalBani, expiresAt }, now))
  })
}
