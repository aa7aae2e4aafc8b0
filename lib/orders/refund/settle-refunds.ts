import "server-only"
import type { DbOrTx } from "@/db/client"
import { getProfile } from "@/db/queries/customers"
import { lockOrder, markOrderCancelled } from "@/db/queries/orders"
import {
  findPayment,
  insertPaymentEvent,
  madeAtProvider,
  settlePaymentRow,
  updateDispute,
} from "@/db/queries/payments"
import {
  findRefund,
  insertForeignRefund,
  listRefundsOf,
  scheduleRetry,
  updateRefund,
} from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import type { PaymentId, RefundId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { dayMs, hourMs, later } from "@/lib/domain/time/lifetimes"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { enqueueMail } from "@/lib/outbox/enqueue-mail"
import type { ProviderEvent, ProviderRefund } from "@/lib/payments/provider"
import { log } from "@/lib/runtime/log"

type Payment = NonNullable<Awaited<ReturnType<typeof findPayment>>>
type Order = NonNullable<Awaited<ReturnType<typeof lockOrder>>>

/**
 * Brings what was done with money after it came (refunds, ours and those made at the provider itself, and disputes) to what is true
 * at the provider. Called by webhooks and the job, in any order and however often.
 */
export async function settleReversals(
  app: App,
  providerPaymentId: string,
  event?: ProviderEvent,
): Promise<"away" | "unknown" | "settled"> {
  const reversals = await app.payments.fetchRefundsAndDisputes(providerPaymentId)
  if (!reversals) return "away"
  const paymentId = parseId<PaymentId>(reversals.paymentId)
  const known = paymentId && (await findPayment(app.db, paymentId))
  if (!known || known.sessionId === null) return "unknown"
  const { sessionId } = known
  // Nobody told us yet that the money had come.
  if (known.receivedAmount === null && (await settlePayment(app, sessionId)) === "away") return "away"
  const now = app.now()
  await app.db.transaction(async (tx) => {
    const { order, payment } = await locked(tx, known.orderId, known.id)
    if (event) await insertPaymentEvent(tx, { eventId: event.id, type: event.type, sessionId }, now)
    for (const refund of reversals.refunds) await writeDown(tx, payment, refund, now)
    if (reversals.dispute !== payment.dispute) {
      await updateDispute(tx, payment.id, reversals.dispute)
      log.error({ payment: payment.id, dispute: reversals.dispute }, "payment disputed")
    }
    await conclude(tx, { order, payment }, now)
  })
  return "settled"
}

/** Has a refund that was asked for sent, once; one that is under way is asked about. "away": the next run of the job tries again. */
export async function pushRefund(app: App, id: RefundId): Promise<ProviderRefund["status"] | "away"> {
  const refund = await findRefund(app.db, id)
  if (!refund?.providerPaymentId) throw new Error("A refund has no money to send back")
  const { amount, paymentId, providerPaymentId, attempts: attempt } = refund
  const known = await app.payments.fetchRefundsAndDisputes(providerPaymentId)
  if (!known) return "away"
  const sent =
    known.refunds.find(({ refundId, status }) => refundId === id && status !== "failed") ??
    (await app.payments.refund({ refundId: id, attempt, providerPaymentId, amount }))
  if (!sent) return "away"
  const now = app.now()
  await app.db.transaction(async (tx) => {
    const found = await findPayment(tx, paymentId)
    if (!found) throw new Error("A refund lost its payment")
    const { order, payment } = await locked(tx, found.orderId, paymentId)
    await writeDown(tx, payment, { ...sent, refundId: id }, now)
    await conclude(tx, { order, payment }, now)
    // A storno stands for this money: it goes on being tried. Money under review waits for the operator.
    if (sent.status === "failed") await scheduleRetry(tx, id, refund.stornoId ? retryAt(attempt, now) : null)
  })
  if (sent.status === "failed") log.error({ refund: id, failure: sent.failure, attempt }, "refund failed")
  return sent.status
}

/** Somebody looked at why a refund failed, and has it tried again now. */
export async function retryRefund(
  app: App,
  id: RefundId,
): Promise<Result<Awaited<ReturnType<typeof pushRefund>>, "not-found" | "not-failed">> {
  const refund = await findRefund(app.db, id)
  if (!refund) return refuse("not-found")
  return refund.status === "failed" ? ok(await pushRefund(app, id)) : refuse("not-failed")
}

const mostAttempts = 12

/** An hour, two, four, up to a day; after that by hand. */
function retryAt(attempt: number, now: Date): Date | null {
  if (attempt + 1 >= mostAttempts) return null
  return later(now, Math.min(hourMs * 2 ** attempt, dayMs))
}

async function locked(tx: DbOrTx, orderId: Payment["orderId"], paymentId: PaymentId) {
  const order = await lockOrder(tx, orderId)
  const payment = await findPayment(tx, paymentId)
  if (!order || !payment) throw new Error("A payment lost its order")
  return { order, payment }
}

async function writeDown(tx: DbOrTx, payment: Payment, seen: ProviderRefund, now: Date): Promise<void> {
  const { status, providerRefundId, failure, amount } = seen
  const before = (await listRefundsOf(tx, [payment.id])).find(
    (one) => one.id === seen.refundId || (providerRefundId && one.providerRefundId === providerRefundId),
  )
  if (before) {
    // An attempt that failed says nothing of one that was made after it.
    const isOld =
      status === "failed" && before.providerRefundId !== null && before.providerRefundId !== providerRefundId
    if (before.status !== status && !isOld)
      await updateRefund(tx, before.id, { status, providerRefundId, failure }, now)
    return
  }
  const foreign = { paymentId: payment.id, amount, reason: madeAtProvider, status, providerRefundId, failure }
  await insertForeignRefund(tx, foreign, now)
}

/** Money that went back whole is settled; an order that money under review was meant for waits no longer. */
async function conclude(
  tx: DbOrTx,
  { order, payment }: { readonly order: Order; readonly payment: Payment },
  now: Date,
): Promise<void> {
  if (payment.receivedAmount === null || (payment.status !== "needs_review" && payment.status !== "paid"))
    return
  const sentBack = (await listRefundsOf(tx, [payment.id]))
    .filter(({ status }) => status === "succeeded")
    .reduce((sum, { amount }) => sum + amount, 0)
  if (sentBack < payment.receivedAmount) return
  // Of an order that still stands the money cannot all have gone back by our doing: people look at that.
  if (payment.status === "paid" && order.status !== "refunded") return
  await settlePaymentRow(tx, payment.id, { status: "refunded" }, now)
  if (payment.status === "paid") return
  if (order.status === "open") await markOrderCancelled(tx, order.id, now)
  const { customerId, id: orderId, number } = order
  if (!customerId) return
  const { email, fullName } = await getProfile(tx, customerId)
  const currency = payment.receivedCurrency ?? payment.currency
  const props = { fullName, orderId, number, amount: payment.receivedAmount, currency }
  const dedupeKey = `payment-refunded:${payment.id}`
  await enqueueMail(tx, { kind: "payment-refunded", props, recipient: email, customerId, dedupeKey }, now)
}
