import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { orderSentence } from "@/app/cont/comenzi/[id]/order-words"
import { orders } from "@/db/schema"
import { eraseFromOrders } from "@/lib/accounts/erase-from-orders"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { cleanUp } from "@/lib/operations/clean-up"
import { cancelOrder } from "@/lib/orders/checkout/cancel-order"
import { cancelUnpaidOrders } from "@/lib/orders/checkout/cancel-unpaid-orders"
import { orderView } from "@/lib/orders/order-view"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { listPaymentsToReview } from "./list-payments-to-review"
import { reconcilePayments } from "./reconcile-payments"
import { settlePayment } from "./settle-payment"
import { startPayment } from "./start-payment"

const t = useTestApp()
const { started, underWay } = createShop(t)
const { orderOf, paymentsOf } = createMoneyRows(t)
const processing = { ok: false, reason: "processing" }

/** A transfer of which neither money nor a no has come for so many days; the job ran meanwhile. */
async function aTransfer(days: number) {
  const order = await underWay()
  await t.pay(order.sessionId, "delay")
  expect(await settlePayment(t.app, order.sessionId)).toBe("waiting")
  t.clock.advance(days * dayMs)
  await reconcilePayments(t.app)
  return order
}

const listed = async (orderId: string) =>
  (await listPaymentsToReview(t.app)).some((one) => one.orderId === orderId)

test("a transfer is waited for thirteen days, and no operator has to look at it", async () => {
  const order = await aTransfer(13)
  expect(await startPayment(t.app, order)).toEqual(processing)
  expect(await cancelOrder(t.app, order)).toEqual(processing)
  expect(await listed(order.orderId)).toBe(false)
  expect(await orderView(t.app, order)).toMatchObject({ state: "review", isTransferLate: false })
})

test("after two weeks the operator's list has it, the page says so, and the order can be cancelled", async () => {
  const order = await aTransfer(14)
  expect(await listed(order.orderId)).toBe(true)
  const view = await orderView(t.app, order)
  if (!view) throw new Error("The order is there")
  expect(orderSentence(view)).toMatch(/^Transferul tău nu a ajuns la noi în 14 zile\./)
  expect(await cancelOrder(t.app, order)).toMatchObject({ ok: true })
  expect(await listed(order.orderId)).toBe(false)
  await t.tellProvider(`_settle/${order.sessionId}/succeed`)
  expect(await settlePayment(t.app, order.sessionId)).toBe("needs-review")
  expect(await listed(order.orderId)).toBe(true)
  expect(await violations(t.db)).toEqual([])
})

test("paid again after two weeks: the late money is the second payment, and waits for the operator", async () => {
  const order = await aTransfer(15)
  const again = await started(order.customerId, order.orderId)
  await t.pay(again, "pay")
  expect(await settlePayment(t.app, again)).toBe("paid")
  await t.tellProvider(`_settle/${order.sessionId}/succeed`)
  expect(await settlePayment(t.app, order.sessionId)).toBe("needs-review")
  expect((await paymentsOf(order.orderId)).map(({ status }) => status)).toEqual(["needs_review", "paid"])
  expect(await orderView(t.app, order)).toMatchObject({ state: "paid", secondPayment: "review" })
  expect(await violations(t.db)).toEqual([])
})

test("money that comes while the order can be paid again pays it", async () => {
  const order = await aTransfer(15)
  await started(order.customerId, order.orderId)
  await t.tellProvider(`_settle/${order.sessionId}/succeed`)
  expect(await settlePayment(t.app, order.sessionId)).toBe("paid")
  expect(await orderOf(order.orderId)).toMatchObject({ status: "paid" })
  const before = await aTransfer(15)
  await t.tellProvider(`_settle/${before.sessionId}/succeed`)
  expect(await cancelOrder(t.app, before)).toEqual({ ok: false, reason: "not-open" })
  expect(await violations(t.db)).toEqual([])
})

test("after the account closed or the clean-up ran, late money of a given-up transfer waits for the operator", async () => {
  const closed = await aTransfer(15)
  const byHand = await aTransfer(15)
  expect(await cancelOrder(t.app, byHand)).toMatchObject({ ok: true })
  expect(await cancelUnpaidOrders(t.app, closed.customerId)).toBeUndefined()
  await t.db.transaction((tx) => eraseFromOrders(tx, closed.customerId, t.app.now()))
  t.clock.advance(61 * dayMs)
  await cleanUp(t.app)
  for (const { sessionId, orderId } of [closed, byHand]) {
    await t.tellProvider(`_settle/${sessionId}/succeed`)
    expect(await settlePayment(t.app, sessionId)).toBe("needs-review")
    expect(await listed(orderId)).toBe(true)
  }
  expect(await violations(t.db)).toEqual([])
})

test("a year after a transfer was given up its order goes", async () => {
  const order = await aTransfer(15)
  expect(await cancelOrder(t.app, order)).toMatchObject({ ok: true })
  t.clock.advance(364 * dayMs)
  await cleanUp(t.app)
  expect(await t.db.$count(orders, eq(orders.id, order.orderId))).toBe(1)
  t.clock.advance(2 * dayMs)
  await cleanUp(t.app)
  expect(await t.db.$count(orders, eq(orders.id, order.orderId))).toBe(0)
})

test("who opens a page after two weeks and leaves it still has the order when the transfer comes next day", async () => {
  const order = await aTransfer(14)
  await started(order.customerId, order.orderId)
  t.clock.advance(dayMs)
  await reconcilePayments(t.app)
  expect(await orderOf(order.orderId)).toMatchObject({ status: "open" })
  await t.tellProvider(`_settle/${order.sessionId}/succeed`)
  expect(await settlePayment(t.app, order.sessionId)).toBe("paid")
  expect(await orderOf(order.orderId)).toMatchObject({ status: "paid" })
})
