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
import { orderPaths } from "@/lib/paths"

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
): Promise<Result<{ readonly url: string }, StartRefusal>> {
  const order = await findOwnOrder(app.db, orderId, customerId)
  if (!order) return refuse("not-found")
  const started = await findOrInsertPayment(app, orderId)
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
  await openPayment(app.db, payment.id, session)
  return ok({ url: session.url })
}

function findOrInsertPayment(
  app: App,
  orderId: OrderId,
): Promise<Result<PaymentRow, "not-open" | "processing">> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order?.status !== "open") return refuse("not-open")
    if (await hasPaymentInReview(tx, orderId)) return refuse("processing")
    const underWay = await findPaymentUnderWay(tx, orderId)
    if (underWay?.status === "processing") return refuse("processing")
    if (underWay) return ok(underWay)
    const expiresAt = later(now, paymentLifetimeMinutes * minuteMs)
    await extendOrder(tx, orderId, expiresAt)
    return ok(await insertPayment(tx, { orderId, amountBani: order.totalBani, expiresAt }, now))
  })
}
