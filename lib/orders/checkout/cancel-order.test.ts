import { expect, test } from "vitest"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { startPayment } from "@/lib/orders/payment/start-payment"
import { createShop } from "@/tests/support/factories/orders"
import { createMoneyRows } from "@/tests/support/money-rows"
import { withPayments } from "@/tests/support/payment-faults"
import { useTestApp } from "@/tests/support/test-app"
import { cancelOrder } from "./cancel-order"

const t = useTestApp()
const { shopper, underWay } = createShop(t)
const { orderOf, subscriptionsOf } = createMoneyRows(t)

test("cancelling closes the payment page first; a payment made before that is settled", async () => {
  const one = await underWay()
  expect((await cancelOrder(t.app, one)).ok).toBe(true)
  expect(await orderOf(one.orderId)).toMatchObject({ status: "cancelled" })
  expect(await settlePayment(t.app, one.sessionId)).toBe("unchanged")

  const two = await underWay()
  await t.pay(two.sessionId, "pay")
  expect(await cancelOrder(t.app, two)).toEqual({ ok: false, reason: "not-open" })
  expect(await orderOf(two.orderId)).toMatchObject({ status: "paid" })
  expect(await subscriptionsOf(two.customerId)).toHaveLength(3)
})

test("an order of another customer can be neither paid nor cancelled", async () => {
  const { orderId } = await underWay()
  const stranger = await shopper()
  const theirs = { customerId: stranger.customerId, orderId }
  expect(await startPayment(t.app, theirs)).toEqual({ ok: false, reason: "not-found" })
  expect(await cancelOrder(t.app, theirs)).toEqual({ ok: false, reason: "not-found" })
})

test.each([
  ["is silent when the page is to be closed", { expire: async () => null }],
  ["falls silent after it closed the page", { fetch: async () => null }],
])("while the provider %s an order is not cancelled, and can be a minute later", async (_when, answers) => {
  const order = await underWay()
  const silent = withPayments(t.app, answers)
  expect(await cancelOrder(silent, order)).toEqual({ ok: false, reason: "provider-unavailable" })
  expect(await orderOf(order.orderId)).toMatchObject({ status: "open" })
  expect((await cancelOrder(t.app, order)).ok).toBe(true)
  expect(await orderOf(order.orderId)).toMatchObject({ status: "cancelled" })
})
