import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { orders, outboxMails, payments, refunds, subscriptions } from "@/db/schema"
import type { OrderId, PaymentId } from "@/lib/domain/ids/brand"
import { minuteMs } from "@/lib/domain/time/lifetimes"
import { cancelOrder } from "@/lib/orders/checkout/cancel-order"
import { orderView } from "@/lib/orders/order-view"
import { settleRefundsAndDisputes } from "@/lib/orders/refund/settle-refunds-and-disputes"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { useTestApp } from "@/tests/support/test-app"
import { acceptPayment } from "./accept-payment"
import { listPaymentsToReview } from "./list-payments-to-review"
import { reconcilePayments } from "./reconcile-payments"
import { refundPaymentInReview } from "./refund-payment-in-review"
import { settlePayment } from "./settle-payment"
import { startPayment } from "./start-payment"

const t = useTestApp()
const { underWay, paid } = createShop(t)

async function paymentOf(orderId: OrderId) {
  const [found] = await t.db.select().from(payments).where(eq(payments.orderId, orderId))
  if (!found) throw new Error("The order has no payment")
  return found
}

const orderOf = async (id: OrderId) => (await t.db.select().from(orders).where(eq(orders.id, id)))[0]
const refundsOf = (id: PaymentId) => t.db.select().from(refunds).where(eq(refunds.paymentId, id))
const mailsWith = (key: string) => t.db.$count(outboxMails, eq(outboxMails.dedupeKey, key))

/** Money came, and does not fit the order. */
async function inReview(misfit: Record<string, string>) {
  const order = await underWay()
  await t.pay(order.sessionId, "pay", misfit)
  expect(await settlePayment(t.app, order.sessionId)).toBe("needs-review")
  return { ...order, paymentId: (await paymentOf(order.orderId)).id }
}

/** Paid on a page that our cancelling could not close in time. */
async function paidAfterCancelling() {
  const order = await underWay()
  expect((await cancelOrder(t.app, order)).ok).toBe(true)
  await t.pay(order.sessionId, "pay")
  // What the job finds of a page that it believed over.
  await t.db
    .update(payments)
    .set({ status: "open", settledAt: null })
    .where(eq(payments.orderId, order.orderId))
  expect(await settlePayment(t.app, order.sessionId)).toBe("needs-review")
  return { ...order, paymentId: (await paymentOf(order.orderId)).id }
}

test("money that came for a cancelled order is taken for it: paid, packages, invoice, mail, once", async () => {
  const { orderId, customerId, paymentId } = await paidAfterCancelling()
  const listed = (await listPaymentsToReview(t.app)).find(({ id }) => id === paymentId)
  expect(listed).toMatchObject({ isAcceptable: true, orderStatus: "cancelled", receivedAmount: 11_300 })
  const accepted = await Promise.all(Array.from({ length: 10 }, () => acceptPayment(t.app, paymentId)))
  expect(accepted.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await orderOf(orderId)).toMatchObject({ status: "paid" })
  expect(await t.db.$count(subscriptions, eq(subscriptions.customerId, customerId))).toBe(3)
  expect(await mailsWith(`order-paid:${orderId}`)).toBe(1)
  expect(await violations(t.db)).toEqual([])
})

test("another amount cannot stand for the order; sent back, the order is over and the customer is told", async () => {
  const who = await inReview({ amount: "4400" })
  const { orderId, customerId, paymentId } = who
  expect(await acceptPayment(t.app, paymentId)).toEqual({ ok: false, reason: "other-amount" })
  expect(await startPayment(t.app, who)).toEqual({ ok: false, reason: "processing" })
  const asked = await Promise.all(Array.from({ length: 10 }, () => refundPaymentInReview(t.app, paymentId)))
  expect(asked.filter(({ ok }) => ok)).toEqual([{ ok: true, value: "succeeded" }])
  expect(await refundsOf(paymentId)).toMatchObject([{ amount: 4_400, status: "succeeded" }])
  expect(await paymentOf(orderId)).toMatchObject({ status: "refunded", reviewReason: null })
  expect(await orderView(t.app, { customerId, orderId })).toMatchObject({
    state: "refunded",
    watched: { isPending: false },
  })
  expect(await mailsWith(`payment-refunded:${paymentId}`)).toBe(1)
  expect(await refundPaymentInReview(t.app, paymentId)).toEqual({ ok: false, reason: "not-in-review" })
  expect(await violations(t.db)).toEqual([])
})

test("a refund that the provider takes its time with is watched by the job and told when it is done", async () => {
  const { paymentId, sessionId } = await inReview({ currency: "eur" })
  await t.tellProvider(`_refunds/${sessionId}/pending`)
  expect(await refundPaymentInReview(t.app, paymentId)).toEqual({ ok: true, value: "pending" })
  expect(await acceptPayment(t.app, paymentId)).toEqual({ ok: false, reason: "refund-under-way" })
  expect(await mailsWith(`payment-refunded:${paymentId}`)).toBe(0)
  t.clock.advance(3 * minuteMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ refunded: 0 })
  await t.tellProvider(`_refunded/${sessionId}/succeeded`)
  expect(await reconcilePayments(t.app)).toMatchObject({ refunded: 1 })
  expect(await reconcilePayments(t.app)).toMatchObject({ refunded: 0 })
  expect(await mailsWith(`payment-refunded:${paymentId}`)).toBe(1)
  expect(await refundsOf(paymentId)).toHaveLength(1)
  expect(await violations(t.db)).toEqual([])
})

test("a refund that fails leaves the money under review, with the reason, and can be asked for again", async () => {
  const { paymentId, sessionId } = await inReview({ amount: "1" })
  await t.tellProvider(`_refunds/${sessionId}/refused`)
  expect(await refundPaymentInReview(t.app, paymentId)).toEqual({ ok: true, value: "failed" })
  await t.tellProvider(`_refunds/${sessionId}/succeeded`)
  const listed = (await listPaymentsToReview(t.app)).find(({ id }) => id === paymentId)
  expect(listed).toMatchObject({ status: "needs_review", refunds: [{ status: "failed" }] })
  expect(listed?.refunds[0]?.failure).toBeTruthy()
  expect(await refundPaymentInReview(t.app, paymentId)).toEqual({ ok: true, value: "succeeded" })
  expect((await refundsOf(paymentId)).map(({ status }) => status)).toEqual(["failed", "succeeded"])
  expect(await violations(t.db)).toEqual([])
})

test("refunds and disputes that begin at the provider are found, once, and shown to the operator", async () => {
  const { orderId, sessionId } = await paid()
  const before = await paymentOf(orderId)
  const money = before.providerPaymentId ?? ""
  expect((await listPaymentsToReview(t.app)).some(({ id }) => id === before.id)).toBe(false)
  await t.tellProvider(`_refund/${sessionId}/2500`)
  await t.tellProvider(`_dispute/${sessionId}/needs_response`)
  const event = { id: `evt_${orderId}`, type: "refund.created", about: null }
  const told = await Promise.all(
    Array.from({ length: 10 }, () => settleRefundsAndDisputes(t.app, money, event)),
  )
  expect(new Set(told)).toEqual(new Set(["settled"]))
  expect(await refundsOf(before.id)).toMatchObject([{ amount: 2_500, status: "succeeded" }])
  const listed = (await listPaymentsToReview(t.app)).find(({ id }) => id === before.id)
  expect(listed).toMatchObject({ dispute: "open", status: "paid", isAcceptable: false })
  await t.tellProvider(`_dispute/${sessionId}/won`)
  await settleRefundsAndDisputes(t.app, money)
  expect(await paymentOf(orderId)).toMatchObject({ dispute: "won" })
  expect(await violations(t.db)).toEqual([])
})

test("a refund that is told before the payment was settles the payment first", async () => {
  const { orderId, sessionId } = await underWay()
  await t.pay(sessionId, "pay")
  const session = await t.app.payments.fetch(sessionId)
  await t.tellProvider(`_refund/${sessionId}/100`)
  expect(await settleRefundsAndDisputes(t.app, session?.providerPaymentId ?? "")).toBe("settled")
  expect(await orderOf(orderId)).toMatchObject({ status: "paid" })
  expect(await violations(t.db)).toEqual([])
})

test("money of somebody else's is not ours to settle", async () => {
  const { orderId } = await paid()
  const { providerPaymentId } = await paymentOf(orderId)
  const foreign = {
    ...t.app,
    payments: {
      ...t.app.payments,
      fetchRefundsAndDisputes: async () => ({ paymentId: "x", refunds: [], dispute: null }),
    },
  }
  expect(await settleRefundsAndDisputes(foreign, providerPaymentId ?? "")).toBe("unknown")
})
