import { expect, test } from "vitest"
import { minuteMs } from "@/lib/domain/time/lifetimes"
import { orderView } from "@/lib/orders/order-view"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { createPaymentsInReview } from "@/tests/support/payments-in-review"
import { useTestApp } from "@/tests/support/test-app"
import { acceptPayment } from "./accept-payment"
import { listPaymentsToReview } from "./list-payments-to-review"
import { reconcilePayments } from "./reconcile-payments"
import { refundPaymentInReview } from "./refund-payment-in-review"
import { startPayment } from "./start-payment"

const t = useTestApp()
const { mismatched } = createPaymentsInReview(t)
const { mailsWith, paymentOf, refundsOf } = createMoneyRows(t)

test("a payment of another amount cannot be accepted; refunding it cancels the order and mails the customer", async () => {
  const order = await mismatched({ amount: "4400" })
  const { orderId, customerId, paymentId } = order
  expect(await acceptPayment(t.app, paymentId)).toEqual({ ok: false, reason: "other-amount" })
  expect(await startPayment(t.app, order)).toEqual({ ok: false, reason: "processing" })
  const refunded = await Promise.all(
    Array.from({ length: 10 }, () => refundPaymentInReview(t.app, paymentId)),
  )
  expect(refunded.filter(({ ok }) => ok)).toEqual([{ ok: true, value: "succeeded" }])
  expect(await refundsOf(paymentId)).toMatchObject([{ amount: 4_400, status: "succeeded" }])
  expect(await paymentOf(orderId)).toMatchObject({ status: "refunded", reviewReason: null })
  expect(await orderView(t.app, { customerId, orderId })).toMatchObject({
    state: "refunded",
    watched: { isPending: false },
  })
  expect(await mailsWith(`payment-refunded:${paymentId}`)).toBe(1)
  expect(await refundPaymentInReview(t.app, paymentId)).toEqual({ ok: false, reason: "not-in-review" })
  expect(await violations(t.db)).toEqual([])
})

test("the job watches a pending refund and mails the customer when it has succeeded", async () => {
  const { paymentId, sessionId } = await mismatched({ currency: "eur" })
  await t.tellProvider(`_refunds/${sessionId}/pending`)
  expect(await refundPaymentInReview(t.app, paymentId)).toEqual({ ok: true, value: "pending" })
  expect(await acceptPayment(t.app, paymentId)).toEqual({ ok: false, reason: "refund-under-way" })
  expect(await mailsWith(`payment-refunded:${paymentId}`)).toBe(0)
  t.clock.advance(3 * minuteMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ refunded: 0 })
  await t.tellProvider(`_refunded/${sessionId}/succeeded`)
  expect(await reconcilePayments(t.app)).toMatchObject({ refunded: 1 })
  expect(await reconcilePayments(t.app)).toMatchObject({ refunded: 0 })
  expect(await mailsWith(`payment-refunded:${paymentId}`)).toBe(1)
  expect(await refundsOf(paymentId)).toHaveLength(1)
  expect(await violations(t.db)).toEqual([])
})

test("a failed refund leaves the payment under review, with the reason, and can be repeated", async () => {
  const { paymentId, sessionId } = await mismatched({ amount: "1" })
  await t.tellProvider(`_refunds/${sessionId}/refused`)
  expect(await refundPaymentInReview(t.app, paymentId)).toEqual({ ok: true, value: "failed" })
  await t.tellProvider(`_refunds/${sessionId}/succeeded`)
  const listed = (await listPaymentsToReview(t.app)).find(({ id }) => id === paymentId)
  expect(listed).toMatchObject({ status: "needs_review", refunds: [{ status: "failed" }] })
  expect(listed?.refunds[0]?.failure).toBeTruthy()
  expect(await refundPaymentInReview(t.app, paymentId)).toEqual({ ok: true, value: "succeeded" })
  expect((await refundsOf(paymentId)).map(({ status }) => status)).toEqual(["failed", "succeeded"])
  expect(await violations(t.db)).toEqual([])
})
