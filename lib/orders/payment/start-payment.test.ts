import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { smartcardLinks, smartcards } from "@/db/schema"
import { hourMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { paces } from "@/lib/limits/paces"
import { cancelOrder } from "@/lib/orders/checkout/cancel-order"
import type { PaymentRequest } from "@/lib/payments/provider"
import { aLink } from "@/tests/support/factories/cards"
import { aPaymentSession, createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { withPayments, withRefusedKey } from "@/tests/support/payment-faults"
import { useTestApp } from "@/tests/support/test-app"
import { listPaymentsToReview } from "./list-payments-to-review"
import { settlePayment } from "./settle-payment"
import { startPayment } from "./start-payment"

const t = useTestApp()
const { ordered, shopper, underWay } = createShop(t)
const { orderOf, paymentsOf } = createMoneyRows(t)

async function anUnpaidOrder() {
  const customer = await shopper()
  return { ...customer, orderId: await ordered(customer) }
}

const unavailable = { ok: false, reason: "provider-unavailable" }

test("fifty concurrent clicks on the pay button open one payment page", async () => {
  const customer = await shopper()
  const { customerId } = customer
  const orderId = await ordered(customer)
  const clicks = await Promise.all(
    Array.from({ length: 50 }, () => startPayment(t.app, { customerId, orderId })),
  )
  expect(new Set(clicks.map((one) => (one.ok ? one.value.url : one.reason))).size).toBe(1)
  expect(await paymentsOf(orderId)).toHaveLength(1)
})

test("fifty clicks count as one payment; an eleventh payment within the hour is refused with its wait", async () => {
  const customer = await shopper()
  const { customerId } = customer
  const orderId = await ordered(customer)
  const pay = () => startPayment(t.app, { customerId, orderId })
  for (let attempt = 1; attempt <= paces["start-payment"].free; attempt += 1) {
    const clicks = await Promise.all(Array.from({ length: 5 }, pay))
    expect(clicks.every(({ ok }) => ok)).toBe(true)
    const sessionId = await aPaymentSession(t.app, { customerId, orderId })
    await t.app.payments.expire(sessionId)
    expect(await settlePayment(t.app, sessionId)).toBe("expired")
  }
  expect(await pay()).toMatchObject({ ok: false, reason: "too-many", retryAfterSeconds: 600 })
  expect(await paymentsOf(orderId)).toHaveLength(paces["start-payment"].free)
  t.clock.advance(10 * minuteMs)
  expect(await pay()).toMatchObject({ ok: true })
})

test("an order for a card that was removed or blocked is not paid for, also from a page that is open", async () => {
  const [removed, blocked] = [await anUnpaidOrder(), await underWay()]
  const [gone, barred] = [removed.links[0], blocked.links[0]]
  if (!gone || !barred) throw new Error("Two cards were made")
  const unlinkedAt = t.app.now()
  await t.db.update(smartcardLinks).set({ unlinkedAt }).where(eq(smartcardLinks.id, gone.id))
  // The next holder's link does not make the card the orderer's again.
  await aLink(t.app, { smartcardId: gone.smartcardId })
  await t.db.update(smartcards).set({ status: "blocked" }).where(eq(smartcards.id, barred.smartcardId))
  const refused = { ok: false, reason: "card-unusable", cardName: expect.stringMatching(/^Smartcard …/) }
  expect(await startPayment(t.app, removed)).toEqual(refused)
  expect(await startPayment(t.app, blocked)).toEqual(refused)
  expect(await t.app.payments.fetch(blocked.sessionId)).toMatchObject({ state: "expired" })
  expect(await paymentsOf(blocked.orderId)).toMatchObject([{ status: "expired" }])
  expect(await paymentsOf(removed.orderId)).toEqual([])
})

test("an order cancelled while its page opens: the page is closed, and money that came waits for a decision", async () => {
  const order = await anUnpaidOrder()
  const app = withPayments(t.app, {
    async start(request) {
      expect((await cancelOrder(t.app, order)).ok).toBe(true)
      const session = await t.app.payments.start(request)
      await t.pay(session?.sessionId ?? "", "pay")
      return session
    },
  })
  expect(await startPayment(app, order)).toEqual({ ok: false, reason: "not-open" })
  const [payment] = await paymentsOf(order.orderId)
  expect(payment).toMatchObject({ status: "needs_review", receivedAmount: 11_300 })
  expect(await listPaymentsToReview(t.app)).toContainEqual(
    expect.objectContaining({ id: payment?.id, orderStatus: "cancelled", isAcceptable: true }),
  )
  expect(await violations(t.db)).toEqual([])
})

test("after an hour without an answer of the provider the next press opens a page with a whole hour", async () => {
  const order = await anUnpaidOrder()
  const asked: PaymentRequest[] = []
  const away = withPayments(t.app, {
    start: async (request) => {
      asked.push(request)
      return null
    },
  })
  expect(await startPayment(away, order)).toEqual(unavailable)
  t.clock.advance(40 * minuteMs)
  expect(await startPayment(away, order)).toEqual(unavailable)
  expect(await startPayment(t.app, order)).toMatchObject({ ok: true })
  const ids = asked.map(({ paymentId }) => paymentId)
  expect(new Set(ids).size).toBe(2)
  expect(await paymentsOf(order.orderId)).toMatchObject([
    { status: "expired" },
    { status: "expired" },
    { status: "open", expiresAt: later(t.app.now(), hourMs) },
  ])
  expect(await violations(t.db)).toEqual([])
})

test("tries against an absent provider count: after ten the answer has the wait", async () => {
  const order = await anUnpaidOrder()
  const away = withPayments(t.app, { start: async () => null })
  for (let attempt = 1; attempt <= paces["start-payment"].free; attempt += 1)
    expect(await startPayment(away, order)).toEqual(unavailable)
  expect(await startPayment(away, order)).toMatchObject({ reason: "too-many", retryAfterSeconds: 600 })
})

test("a process that died before it stored its page: the next press gets the same page, 35 minutes later another", async () => {
  const opened: (string | undefined)[] = []
  const dying = withPayments(t.app, {
    async start(request) {
      opened.push((await t.app.payments.start(request))?.url)
      throw new Error("the process died")
    },
  })
  const [soon, late] = [await anUnpaidOrder(), await anUnpaidOrder()]
  for (const order of [soon, late]) await expect(startPayment(dying, order)).rejects.toThrow("died")
  expect(await startPayment(t.app, soon)).toEqual({ ok: true, value: { url: opened[0] } })
  t.clock.advance(35 * minuteMs)
  const again = await startPayment(t.app, late)
  expect(again).toMatchObject({ ok: true })
  expect(again).not.toEqual({ ok: true, value: { url: opened[1] } })
  expect((await paymentsOf(late.orderId)).map(({ status }) => status)).toEqual(["expired", "open"])
})

test("a page that is over, at the provider or by its time, is replaced by a fresh one", async () => {
  const order = await underWay()
  const pay = async () => {
    const started = await startPayment(t.app, order)
    return started.ok ? started.value.url : started.reason
  }
  const first = await pay()
  expect(await pay()).toBe(first)
  await t.app.payments.expire(order.sessionId)
  const second = await pay()
  expect(second).not.toBe(first)
  t.clock.advance(61 * minuteMs)
  const third = await pay()
  expect([first, second]).not.toContain(third)
  expect((await paymentsOf(order.orderId)).map(({ status }) => status)).toEqual([
    "expired",
    "expired",
    "open",
  ])
  const forgotten = withPayments(t.app, { fetch: async () => "unknown" })
  expect(await startPayment(forgotten, order)).toMatchObject({ ok: true })
  expect(await violations(t.db)).toEqual([])
})

test("a page that was paid on meanwhile pays the order instead of being handed out again", async () => {
  const order = await underWay()
  await t.pay(order.sessionId, "pay")
  expect(await startPayment(t.app, order)).toEqual({ ok: false, reason: "not-open" })
  expect(await orderOf(order.orderId)).toMatchObject({ status: "paid" })
})

test("with a key that the provider refuses nothing throws, and the order stays payable", async () => {
  const app = withRefusedKey(t.app)
  const [fresh, open] = [await anUnpaidOrder(), await underWay()]
  expect(await startPayment(app, fresh)).toEqual(unavailable)
  expect(await startPayment(app, open)).toEqual(unavailable)
  expect(await cancelOrder(app, open)).toEqual(unavailable)
  expect(await settlePayment(app, open.sessionId)).toBe("unavailable")
  expect(await startPayment(t.app, fresh)).toMatchObject({ ok: true })
  expect(await cancelOrder(t.app, open)).toMatchObject({ ok: true })
})

test("a session that the provider refuses for what it asks counts as unavailable", async () => {
  const order = await anUnpaidOrder()
  const refused = withPayments(t.app, {
    start: (request) => t.app.payments.start({ ...request, lines: [] }),
  })
  expect(await startPayment(refused, order)).toEqual(unavailable)
  expect(await startPayment(t.app, order)).toMatchObject({ ok: true })
})
