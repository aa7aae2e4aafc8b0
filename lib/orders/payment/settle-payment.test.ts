import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { invoiceLines } from "@/db/schema"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { cancelOrder } from "@/lib/orders/checkout/cancel-order"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { withPayments } from "@/tests/support/payment-faults"
import { useTestApp } from "@/tests/support/test-app"
import { reconcilePayments } from "./reconcile-payments"
import { settlePayment } from "./settle-payment"
import { startPayment } from "./start-payment"

const t = useTestApp()
const { started, underWay } = createShop(t)
const { invoiceOf, invoicesOf, mailsWith, orderOf, paymentsOf, subscriptionsOf } = createMoneyRows(t)

test("a paid order of two cards: a subscription and an invoice line per order line, one mail", async () => {
  const { customerId, orderId, sessionId } = await underWay()
  await t.pay(sessionId, "pay")
  expect(await settlePayment(t.app, sessionId)).toBe("paid")
  expect(await orderOf(orderId)).toMatchObject({ status: "paid", totalBani: 11_300, vatBani: 1_961 })
  expect((await subscriptionsOf(customerId)).map(({ status }) => status)).toEqual(["ready", "ready", "ready"])
  expect(await invoicesOf(orderId)).toHaveLength(1)
  const invoice = await invoiceOf(orderId)
  const lines = await t.db.select().from(invoiceLines).where(eq(invoiceLines.invoiceId, invoice.id))
  expect(lines.reduce((sum, line) => sum + line.netBani, 0)).toBe(invoice.totalBani - invoice.vatBani)
  expect(await mailsWith(`order-paid:${orderId}`)).toBe(1)
  expect(await violations(t.db)).toEqual([])
})

test("fifty concurrent settlements of one payment have one effect", async () => {
  const { customerId, orderId, sessionId } = await underWay()
  await t.pay(sessionId, "pay")
  const event = { id: `evt_${orderId}`, type: "checkout.session.completed", about: null }
  const settled = await Promise.all(Array.from({ length: 50 }, () => settlePayment(t.app, sessionId, event)))
  expect(settled.filter((one) => one === "paid")).toHaveLength(1)
  expect(await subscriptionsOf(customerId)).toHaveLength(3)
  expect(await invoicesOf(orderId)).toHaveLength(1)
  expect(await violations(t.db)).toEqual([])
})

test("a delayed payment is waited for; when it fails, the order can be paid again", async () => {
  const { customerId, orderId, sessionId } = await underWay()
  await t.pay(sessionId, "delay")
  expect(await settlePayment(t.app, sessionId)).toBe("waiting")
  expect(await startPayment(t.app, { customerId, orderId })).toEqual({ ok: false, reason: "processing" })
  expect(await cancelOrder(t.app, { customerId, orderId })).toEqual({ ok: false, reason: "processing" })
  await t.tellProvider(`_settle/${sessionId}/fail`)
  expect(await settlePayment(t.app, sessionId)).toBe("declined")
  const again = await started(customerId, orderId)
  await t.pay(again, "pay")
  expect(await settlePayment(t.app, again)).toBe("paid")
  expect((await paymentsOf(orderId)).map(({ status }) => status)).toEqual(["declined", "paid"])
  expect(await violations(t.db)).toEqual([])
})

test("a delayed payment that the job finds declined days later is mailed, and its order can be paid for two days", async () => {
  const order = await underWay()
  const { orderId, sessionId, email } = order
  await t.pay(sessionId, "delay")
  expect(await settlePayment(t.app, sessionId)).toBe("waiting")
  t.clock.advance(5 * dayMs)
  await t.tellProvider(`_settle/${sessionId}/fail`)
  expect(await reconcilePayments(t.app)).toMatchObject({ checked: 1, cancelled: 0 })
  expect(await orderOf(orderId)).toMatchObject({ status: "open", expiresAt: later(t.app.now(), 2 * dayMs) })
  await settlePayment(t.app, sessionId)
  await deliverOutbox(t.app, { budgetMs: 1_000 })
  const { number } = await orderOf(orderId)
  expect((await t.mailbox.to(email)).map(({ subject }) => subject)).toEqual([
    `Plata nu a reușit: comanda ${number}`,
  ])
  expect(await startPayment(t.app, order)).toMatchObject({ ok: true })
  t.clock.advance(2 * dayMs)
  await reconcilePayments(t.app)
  expect(await orderOf(orderId)).toMatchObject({ status: "cancelled" })
})

test("an answer from before its order was cancelled does not open the payment again", async () => {
  const order = await underWay()
  const stale = await t.app.payments.fetch(order.sessionId)
  expect((await cancelOrder(t.app, order)).ok).toBe(true)
  const late = withPayments(t.app, { fetch: async () => stale })
  expect(await settlePayment(late, order.sessionId)).toBe("unchanged")
  expect(await paymentsOf(order.orderId)).toMatchObject([{ status: "expired" }])
})

const mismatches: [string, Record<string, string>][] = [
  ["another amount", { amount: "1" }],
  ["another currency", { currency: "eur" }],
  ["another order", { order: "0190b6a5-0000-7000-8000-000000000000" }],
]

test.each(mismatches)(
  "a payment of %s needs a review and changes nothing else",
  async (_mismatch, reported) => {
    const { customerId, orderId, sessionId } = await underWay()
    await t.pay(sessionId, "pay", reported)
    expect(await settlePayment(t.app, sessionId)).toBe("needs-review")
    expect(await settlePayment(t.app, sessionId)).toBe("unchanged")
    expect(await orderOf(orderId)).toMatchObject({ status: "open" })
    expect(await subscriptionsOf(customerId)).toEqual([])
    expect(await invoicesOf(orderId)).toEqual([])
    expect((await paymentsOf(orderId))[0]?.reviewReason).toBeTruthy()
    expect(await violations(t.db)).toEqual([])
  },
)
