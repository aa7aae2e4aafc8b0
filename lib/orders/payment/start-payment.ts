import "server-only"
import { extendOrder, findOwnOrder, listOrderLines, lockOrder } from "@/db/queries/orders"
import { findPaymentUnderWay, hasPaymentInReview, insertPayment, openPayment } from "@/db/queries/payments"
import type { App } from "@/lib/app"
import type { CustomerId, OrderId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { later, minuteMs, paymentLifetimeMinutes } from "@/lib/domain/time/lifetimes"
import { monthCount } from "@/lib/domain/words/plural"
import { orderPaths } from "@/lib/paths"

type Starting = { readonly customerId: CustomerId; readonly orderId: OrderId }

/**
 * Where to pay an order: the page of the payment under way, or a new one. However often and at once it is asked for, one payment
 * is under way per order. A process that died before it learned the page's address asks again under the same key.
 * `processing`: a delayed method is on its way, or money is being looked at; paying again would be paying twice.
 */
export async function startPayment(
  app: App,
  { customerId, orderId }: Starting,
): Promise<Result<{ readonly url: string }, "not-found" | "not-open" | "processing" | "provider-away">> {
  const order = await findOwnOrder(app.db, orderId, customerId)
  if (!order) return refuse("not-found")
  const now = app.now()
  const payment = await app.db.transaction(async (tx) => {
    const locked = await lockOrder(tx, orderId)
    if (locked?.status !== "open") return null
    if (await hasPaymentInReview(tx, orderId)) return "in-review"
    const underWay = await findPaymentUnderWay(tx, orderId)
    if (underWay) return underWay
    const expiresAt = later(now, paymentLifetimeMinutes * minuteMs)
    await extendOrder(tx, orderId, expiresAt)
    return insertPayment(tx, { orderId, amountBani: locked.totalBani, expiresAt }, now)
  })
  if (!payment) return refuse("not-open")
  if (payment === "in-review" || payment.status === "processing") return refuse("processing")
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
  if (!session) return refuse("provider-away")
  await openPayment(app.db, payment.id, session)
  return ok({ url: session.url })
}
