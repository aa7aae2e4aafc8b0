import { afterEach, expect, test } from "vitest"
import { vatRates } from "@/db/schema"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { orderView } from "@/lib/orders/order-view"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { createPaymentsInReview } from "@/tests/support/payments-in-review"
import { useTestApp } from "@/tests/support/test-app"
import { acceptPayment } from "./accept-payment"
import { settlePayment } from "./settle-payment"

const t = useTestApp()
const { underWay } = createShop(t)
const { paidAfterCancelling } = createPaymentsInReview(t)
const { invoiceOf, orderOf } = createMoneyRows(t)

/** Midnight in Bucharest, the night after every test begins. */
const midnight = new Date("2026-11-23T22:00:00Z")
const newRate = { basisPoints: 2_300, validFrom: midnight }
/** 113,00 lei at each rate. */
const [before, after] = [
  { vatBasisPoints: 2_100, totalBani: 11_300, vatBani: 1_961 },
  { vatBasisPoints: 2_300, totalBani: 11_300, vatBani: 2_113 },
]

afterEach(async () => {
  expect(await violations(t.db)).toEqual([])
})

test("ordered before midnight and paid after it: the rate of the day of the money, the same total", async () => {
  await t.db.insert(vatRates).values(newRate).onConflictDoNothing()
  t.clock.set(later(midnight, -10 * 60_000))
  const order = await underWay()
  expect((await orderView(t.app, order))?.vat).toEqual({ vatBani: 1_961, basisPoints: 2_100, ordered: null })
  t.clock.set(later(midnight, 10 * 60_000))
  await t.pay(order.sessionId, "pay")
  expect(await settlePayment(t.app, order.sessionId)).toBe("paid")
  expect(await invoiceOf(order.orderId)).toMatchObject(after)
  expect(await orderOf(order.orderId)).toMatchObject(before)
  // The order's page says both: what it showed before the payment, and what the invoice has.
  const ordered = { vatBani: 1_961, basisPoints: 2_100 }
  expect((await orderView(t.app, order))?.vat).toEqual({ vatBani: 2_113, basisPoints: 2_300, ordered })
})

test("paid before midnight and found after it: the rate of the day on which the provider had the money", async () => {
  await t.db.insert(vatRates).values(newRate).onConflictDoNothing()
  const order = await underWay()
  await t.pay(order.sessionId, "pay", { chargedAt: later(midnight, -60_000).toISOString() })
  t.clock.set(later(midnight, dayMs))
  expect(await settlePayment(t.app, order.sessionId)).toBe("paid")
  expect(await invoiceOf(order.orderId)).toMatchObject({ ...before, paidAt: later(midnight, -60_000) })
})

test("money under review that is accepted weeks later has the rate of the day on which it came", async () => {
  await t.db.insert(vatRates).values(newRate).onConflictDoNothing()
  const { orderId, paymentId } = await paidAfterCancelling()
  const cameAt = t.app.now()
  t.clock.set(later(midnight, 20 * dayMs))
  expect(await acceptPayment(t.app, paymentId)).toMatchObject({ ok: true })
  expect(await invoiceOf(orderId)).toMatchObject({ ...before, paidAt: cameAt, issuedAt: t.app.now() })
})
