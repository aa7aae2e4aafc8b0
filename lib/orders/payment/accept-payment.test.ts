import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { subscriptions } from "@/db/schema"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { createPaymentsInReview } from "@/tests/support/payments-in-review"
import { useTestApp } from "@/tests/support/test-app"
import { acceptPayment } from "./accept-payment"
import { listPaymentsToReview } from "./list-payments-to-review"

const t = useTestApp()
const { paidAfterCancelling } = createPaymentsInReview(t)
const { mailsWith, orderOf } = createMoneyRows(t)

test("accepting a payment of a cancelled order pays the order once: subscriptions, invoice, mail", async () => {
  const { orderId, customerId, paymentId } = await paidAfterCancelling()
  const listed = (await listPaymentsToReview(t.app)).find(({ id }) => id === paymentId)
  expect(listed).toMatchObject({ isAcceptable: true, orderStatus: "cancelled", receivedAmount: 11_300 })
  const accepted = await Promise.all(Array.from({ length: 10 }, () => acceptPayment(t.app, paymentId)))
  expect(accepted.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await orderOf(orderId)).toMatchObject({ status: "paid" })
  expect(await t.db.$count(subscriptions, eq(subscriptions.customerId, customerId))).toBe(3)
  expect(await mailsWith(`order-paid:${orderId}`)).toBe(1)
  expect(await violations(t.db)).toEqual([])
})
