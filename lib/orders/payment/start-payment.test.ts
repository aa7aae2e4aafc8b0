import { expect, test } from "vitest"
import { createShop } from "@/tests/support/factories/orders"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { startPayment } from "./start-payment"

const t = useTestApp()
const { ordered, shopper } = createShop(t)
const { paymentsOf } = createMoneyRows(t)

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
