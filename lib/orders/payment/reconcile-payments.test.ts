import { expect, test } from "vitest"
import { hourMs, minuteMs } from "@/lib/domain/time/lifetimes"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { reconcilePayments } from "./reconcile-payments"

const t = useTestApp()
const { ordered, shopper, underWay } = createShop(t)
const { orderOf } = createMoneyRows(t)

test("the job settles a payment without a webhook, closes expired pages and cancels unpaid orders", async () => {
  const paid = await underWay()
  const unpaid = await underWay()
  const neverStarted = await ordered(await shopper())
  await t.pay(paid.sessionId, "pay")
  t.clock.advance(3 * minuteMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ paid: 1, cancelled: 0 })
  expect(await orderOf(paid.orderId)).toMatchObject({ status: "paid" })
  t.clock.advance(hourMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ expired: expect.any(Number) })
  expect(await orderOf(unpaid.orderId)).toMatchObject({ status: "cancelled" })
  expect(await orderOf(neverStarted)).toMatchObject({ status: "cancelled" })
  expect(await reconcilePayments(t.app)).toMatchObject({ checked: 0, paid: 0, cancelled: 0 })
  expect(await violations(t.db)).toEqual([])
})
