import { expect, test } from "vitest"
import { minuteMs } from "@/lib/domain/time/lifetimes"
import { paces } from "@/lib/limits/paces"
import { aPaymentSession, createShop } from "@/tests/support/factories/orders"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { settlePayment } from "./settle-payment"
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
