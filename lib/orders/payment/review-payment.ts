import "server-only"
import { lockOrder } from "@/db/queries/orders"
import { findPayment, listPaymentsForOperator, settlePaymentRow } from "@/db/queries/payments"
import { insertRefund, listRefundsOf } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { PaymentId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { pushRefund } from "@/lib/orders/refund/settle-refunds"
import { fulfilOrder } from "./fulfil-order"

/** Everything about money that people have to look at, with what was sent back of it so far. */
export async function listPaymentsToReview(app: App) {
  const found = await listPaymentsForOperator(app.db)
  const refunds = await listRefundsOf(
    app.db,
    found.map(({ id }) => id),
  )
  return found.map((payment) => ({
    ...payment,
    refunds: refunds.filter(({ paymentId }) => paymentId === payment.id),
    isAcceptable: fits(payment, payment) && payment.orderStatus !== "paid",
  }))
}

type Received = {
  readonly status: string
  readonly receivedAmount: number | null
  readonly receivedCurrency: string | null
}

/** Only the whole price, in lei, can stand for the order: then money in equals money invoiced. */
const fits = (
  { status, receivedAmount, receivedCurrency }: Received,
  { totalBani }: { readonly totalBani: number },
) => status === "needs_review" && receivedAmount === totalBani && receivedCurrency === "ron"

type Refusal = "not-found" | "not-in-review" | "refund-under-way"

/**
 * The operator takes money that did not fit for the order's: the order is paid, as if it had come in time. Refused where it is not
 * the order's price (`other-amount`: refund it instead) or the order was paid otherwise (`already-paid`).
 */
export async function acceptPayment(
  app: App,
  id: PaymentId,
): Promise<Result<undefined, Refusal | "other-amount" | "already-paid">> {
  const found = await findPayment(app.db, id)
  if (!found) return refuse("not-found")
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const order = await lockOrder(tx, found.orderId)
    const payment = await findPayment(tx, id)
    if (!order || payment?.status !== "needs_review") return refuse("not-in-review")
    const refunds = await listRefundsOf(tx, [id])
    if (refunds.some(({ status }) => status !== "failed")) return refuse("refund-under-way")
    if (order.status === "paid" || order.status === "refunded") return refuse("already-paid")
    if (!fits(payment, order)) return refuse("other-amount")
    await settlePaymentRow(tx, id, { status: "paid" }, now)
    await fulfilOrder(app, tx, order, now)
    const detail = { order: String(order.number), reason: payment.reviewReason ?? "" }
    await recordEvent(
      tx,
      { kind: "payment-accepted", customerId: order.customerId, client: operator, detail },
      now,
    )
    return ok()
  })
}

/** The operator sends money that did not fit back, whole. Where the provider is away the job goes on with it. */
export async function refundPayment(
  app: App,
  id: PaymentId,
): Promise<Result<Awaited<ReturnType<typeof pushRefund>>, Refusal>> {
  const found = await findPayment(app.db, id)
  if (!found) return refuse("not-found")
  const now = app.now()
  const asked = await app.db.transaction(async (tx) => {
    const order = await lockOrder(tx, found.orderId)
    const payment = await findPayment(tx, id)
    if (!order || payment?.status !== "needs_review" || payment.receivedAmount === null) {
      return refuse("not-in-review")
    }
    const refunds = await listRefundsOf(tx, [id])
    if (refunds.some(({ status }) => status !== "failed")) return refuse("refund-under-way")
    const reason = payment.reviewReason ?? ""
    const detail = { order: String(order.number), reason }
    await recordEvent(
      tx,
      { kind: "payment-refunded", customerId: order.customerId, client: operator, detail },
      now,
    )
    return ok(await insertRefund(tx, { paymentId: id, amount: payment.receivedAmount, reason }, now))
  })
  return asked.ok ? ok(await pushRefund(app, asked.value)) : asked
}
