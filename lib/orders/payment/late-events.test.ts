import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { paymentEvents } from "@/db/schema"
import type { OrderId, ProviderSessionId } from "@/lib/domain/ids/brand"
import { hourMs, minuteMs } from "@/lib/domain/time/lifetimes"
import { cancelOrder } from "@/lib/orders/checkout/cancel-order"
import { sendRefund } from "@/lib/orders/refund/send-refund"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals } from "@/tests/support/withdrawals"
import { reconcilePayments } from "./reconcile-payments"
import { settlePayment } from "./settle-payment"

const t = useTestApp()
const { paid, started, underWay } = createShop(t)
const { invoicesOf, orderOf, paymentsOf, subscriptionsOf } = createMoneyRows(t)
const { confirm } = createWithdrawals(t)

const types = ["completed", "async_payment_succeeded", "async_payment_failed", "expired"]

/** Each kind of event of a session, each delivered twice, all at once. Returns what they did. */
async function deliverEvents(sessionId: ProviderSessionId) {
  const events = types.map((type) => {
    return { id: `evt_${type}_${sessionId}`, type: `checkout.session.${type}`, about: null }
  })
  const outcomes = await Promise.all(
    [...events, ...events].map((event) => settlePayment(t.app, sessionId, event)),
  )
  const stored = await t.db.select().from(paymentEvents).where(eq(paymentEvents.sessionId, sessionId))
  for (const { id } of events) expect(stored.filter(({ eventId }) => eventId === id)).toHaveLength(1)
  return outcomes.toSorted()
}

const unchanged = Array.from({ length: 8 }, () => "unchanged")
const oneReview = ["needs-review", ...unchanged.slice(1)]

async function stateOf(orderId: OrderId) {
  const payments = await paymentsOf(orderId)
  return {
    order: (await orderOf(orderId)).status,
    payments: payments.map(({ status }) => status),
    reasons: payments.flatMap(({ reviewReason }) => reviewReason ?? []),
    invoices: (await invoicesOf(orderId)).map(({ totalBani }) => totalBani),
  }
}

test("events of a cancelled order change nothing; money that came all the same is under review", async () => {
  const order = await underWay()
  expect((await cancelOrder(t.app, order)).ok).toBe(true)
  expect(await deliverEvents(order.sessionId)).toEqual(unchanged)
  const cancelled = { order: "cancelled", payments: ["expired"], reasons: [], invoices: [] }
  expect(await stateOf(order.orderId)).toEqual(cancelled)
  await t.pay(order.sessionId, "pay")
  expect(await deliverEvents(order.sessionId)).toEqual(oneReview)
  const reasons = ["the order is cancelled"]
  expect(await stateOf(order.orderId)).toEqual({ ...cancelled, payments: ["needs_review"], reasons })
  expect(await subscriptionsOf(order.customerId)).toEqual([])
  expect(await violations(t.db)).toEqual([])
})

test("events of a payment that the job let expire change nothing; its money is under review", async () => {
  const order = await underWay()
  t.clock.advance(hourMs + minuteMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ expired: 1, cancelled: 1 })
  expect(await deliverEvents(order.sessionId)).toEqual(unchanged)
  await t.pay(order.sessionId, "delay")
  expect(new Set(await deliverEvents(order.sessionId))).toEqual(new Set(["waiting", "unchanged"]))
  await t.tellProvider(`_settle/${order.sessionId}/succeed`)
  expect(await deliverEvents(order.sessionId)).toEqual(oneReview)
  expect(await stateOf(order.orderId)).toMatchObject({ order: "cancelled", payments: ["needs_review"] })
  expect(await violations(t.db)).toEqual([])
})

test("events of a refunded order neither pay it again nor make another invoice", async () => {
  const order = await paid()
  const confirmed = await confirm(order)
  if (!confirmed.ok) throw new Error(confirmed.reason)
  await sendRefund(t.app, confirmed.value.refundId)
  const before = await stateOf(order.orderId)
  expect(before).toMatchObject({ order: "refunded", payments: ["refunded"], invoices: [11_300, -11_300] })
  expect(await deliverEvents(order.sessionId)).toEqual(unchanged)
  expect(await stateOf(order.orderId)).toEqual(before)
  expect((await subscriptionsOf(order.customerId)).every(({ status }) => status === "refunded")).toBe(true)
  expect(await violations(t.db)).toEqual([])
})

test("an order paid on two of its pages is paid once, and the second money is under review", async () => {
  const order = await underWay()
  const { customerId, orderId, sessionId } = order
  await t.app.payments.expire(sessionId)
  const second = await started(customerId, orderId)
  for (const page of [sessionId, second]) await t.pay(page, "pay")
  const both = await Promise.all([deliverEvents(sessionId), deliverEvents(second)])
  expect(both.flat().filter((outcome) => outcome === "paid")).toHaveLength(1)
  expect(both.flat().filter((outcome) => outcome === "needs-review")).toHaveLength(1)
  const { payments, ...state } = await stateOf(orderId)
  expect(payments.toSorted()).toEqual(["needs_review", "paid"])
  expect(state).toEqual({ order: "paid", reasons: ["the order is paid"], invoices: [11_300] })
  expect(await subscriptionsOf(customerId)).toHaveLength(3)
  expect(await violations(t.db)).toEqual([])
})
