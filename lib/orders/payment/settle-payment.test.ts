import { asc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { invoiceLines, invoices, orderLines, orders, outboxMails, payments, subscriptions } from "@/db/schema"
import type { CustomerId, OrderId } from "@/lib/domain/ids/brand"
import { hourMs, minuteMs } from "@/lib/domain/time/lifetimes"
import { cancelOrder } from "@/lib/orders/checkout/cancel-order"
import { orderView } from "@/lib/orders/order-view"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { useTestApp } from "@/tests/support/test-app"
import { reconcilePayments } from "./reconcile-payments"
import { settlePayment } from "./settle-payment"
import { startPayment } from "./start-payment"

const t = useTestApp()

const { shopper, ordered, started, underWay } = createShop(t)

const orderOf = async (id: OrderId) => (await t.db.select().from(orders).where(eq(orders.id, id)))[0]
const paymentsOf = (id: OrderId) =>
  t.db.select().from(payments).where(eq(payments.orderId, id)).orderBy(asc(payments.attempt))
const boughtBy = (customerId: CustomerId) =>
  t.db.select().from(subscriptions).where(eq(subscriptions.customerId, customerId))
const invoicesOf = (id: OrderId) => t.db.select().from(invoices).where(eq(invoices.orderId, id))

test("two cards in one order: paid once, a subscription and an invoice line per line, one mail", async () => {
  const { customerId, orderId, sessionId } = await underWay()
  await t.pay(sessionId, "pay")
  expect(await settlePayment(t.app, sessionId)).toBe("paid")
  expect(await orderOf(orderId)).toMatchObject({ status: "paid", totalBani: 11_300, vatBani: 1_961 })
  expect((await boughtBy(customerId)).map(({ status }) => status)).toEqual(["ready", "ready", "ready"])
  const [invoice, ...more] = await invoicesOf(orderId)
  expect(more).toEqual([])
  if (!invoice) throw new Error("No invoice")
  const lines = await t.db.select().from(invoiceLines).where(eq(invoiceLines.invoiceId, invoice.id))
  expect(lines.reduce((sum, line) => sum + line.netBani, 0)).toBe(invoice.totalBani - invoice.vatBani)
  expect(await t.db.$count(outboxMails, eq(outboxMails.dedupeKey, `order-paid:${orderId}`))).toBe(1)
  expect(await violations(t.db)).toEqual([])
})

test("fifty settlements of one payment at once have one effect", async () => {
  const { customerId, orderId, sessionId } = await underWay()
  await t.pay(sessionId, "pay")
  const event = { id: `evt_${orderId}`, type: "checkout.session.completed", about: null }
  const settled = await Promise.all(Array.from({ length: 50 }, () => settlePayment(t.app, sessionId, event)))
  expect(settled.filter((one) => one === "paid")).toHaveLength(1)
  expect(await boughtBy(customerId)).toHaveLength(3)
  expect(await invoicesOf(orderId)).toHaveLength(1)
  expect(await violations(t.db)).toEqual([])
})

test("fifty presses of the pay button open one page", async () => {
  const who = await shopper()
  const orderId = await ordered(who)
  const presses = await Promise.all(
    Array.from({ length: 50 }, () => startPayment(t.app, { customerId: who.customerId, orderId })),
  )
  expect(new Set(presses.map((one) => (one.ok ? one.value.url : one.reason))).size).toBe(1)
  expect(await paymentsOf(orderId)).toHaveLength(1)
})

test("a delayed payment waits; if it fails, the order can be paid again", async () => {
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

const mismatches: [string, Record<string, string>][] = [
  ["another amount", { amount: "1" }],
  ["another currency", { currency: "eur" }],
  ["another order", { order: "0190b6a5-0000-7000-8000-000000000000" }],
]

test.each(mismatches)(
  "a payment of %s waits for review and changes nothing else",
  async (_what, mismatch) => {
    const { customerId, orderId, sessionId } = await underWay()
    await t.pay(sessionId, "pay", mismatch)
    expect(await settlePayment(t.app, sessionId)).toBe("needs-review")
    expect(await settlePayment(t.app, sessionId)).toBe("unchanged")
    expect(await orderOf(orderId)).toMatchObject({ status: "open" })
    expect(await boughtBy(customerId)).toEqual([])
    expect(await invoicesOf(orderId)).toEqual([])
    expect((await paymentsOf(orderId))[0]?.reviewReason).toBeTruthy()
    expect(await violations(t.db)).toEqual([])
  },
)

test("cancelling closes the payment page first; a payment made before that is settled", async () => {
  const one = await underWay()
  expect((await cancelOrder(t.app, one)).ok).toBe(true)
  expect(await orderOf(one.orderId)).toMatchObject({ status: "cancelled" })
  expect(await settlePayment(t.app, one.sessionId)).toBe("unchanged")

  const two = await underWay()
  await t.pay(two.sessionId, "pay")
  expect(await cancelOrder(t.app, two)).toEqual({ ok: false, reason: "not-open" })
  expect(await orderOf(two.orderId)).toMatchObject({ status: "paid" })
  expect(await boughtBy(two.customerId)).toHaveLength(3)
})

test("the job settles a payment without a webhook, closes expired pages and cancels unpaid orders", async () => {
  const paid = await underWay()
  const left = await underWay()
  const untouched = await shopper()
  const forgotten = await ordered(untouched)
  await t.pay(paid.sessionId, "pay")
  t.clock.advance(3 * minuteMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ paid: 1, cancelled: 0 })
  expect(await orderOf(paid.orderId)).toMatchObject({ status: "paid" })
  t.clock.advance(hourMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ expired: expect.any(Number) })
  expect(await orderOf(left.orderId)).toMatchObject({ status: "cancelled" })
  expect(await orderOf(forgotten)).toMatchObject({ status: "cancelled" })
  expect(await reconcilePayments(t.app)).toMatchObject({ checked: 0, paid: 0, cancelled: 0 })
  expect(await violations(t.db)).toEqual([])
})

test("another's order reads as not found", async () => {
  const { orderId } = await underWay()
  const stranger = await shopper()
  const theirs = { customerId: stranger.customerId, orderId }
  expect(await startPayment(t.app, theirs)).toEqual({ ok: false, reason: "not-found" })
  expect(await cancelOrder(t.app, theirs)).toEqual({ ok: false, reason: "not-found" })
})

test("invoice numbers have no gap and no duplicate, however many are issued at once", async () => {
  const paying = await Promise.all(Array.from({ length: 12 }, underWay))
  await Promise.all(paying.map(({ sessionId }) => t.pay(sessionId, "pay")))
  await Promise.all(paying.map(({ sessionId }) => settlePayment(t.app, sessionId)))
  const numbers = (await t.db.select().from(invoices)).map(({ number }) => number).sort((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, at) => at + 1))
})

test("the database refuses to change or remove an issued invoice", async () => {
  const { orderId, sessionId } = await underWay()
  await t.pay(sessionId, "pay")
  await settlePayment(t.app, sessionId)
  await expect(
    t.db.update(invoices).set({ totalBani: 1 }).where(eq(invoices.orderId, orderId)),
  ).rejects.toThrow()
  await expect(t.db.delete(invoiceLines)).rejects.toThrow()
  await expect(t.db.delete(orderLines).where(eq(orderLines.orderId, orderId))).rejects.toThrow()
})

test("an order read while its payment settles is shown either before or after, never half", async () => {
  const paying = await Promise.all(Array.from({ length: 10 }, underWay))
  for (const { customerId, orderId, sessionId } of paying) {
    await t.pay(sessionId, "pay")
    const reads = async () => {
      const views = []
      for (let at = 0; at < 20; at += 1) views.push(await orderView(t.app, { customerId, orderId }))
      return views
    }
    const [views] = await Promise.all([reads(), settlePayment(t.app, sessionId)])
    for (const view of views) expect(view?.invoices.length === 1).toBe(view?.state === "paid")
    for (const view of views) expect(view?.sessionId === null).toBe(view?.state === "paid")
  }
})
