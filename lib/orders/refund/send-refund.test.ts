import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEvents } from "@/db/schema"
import { dayMs, hourMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { orderView } from "@/lib/orders/order-view"
import { listPaymentsToReview } from "@/lib/orders/payment/list-payments-to-review"
import { reconcilePayments } from "@/lib/orders/payment/reconcile-payments"
import { refundPaymentInReview } from "@/lib/orders/payment/refund-payment-in-review"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { withPayments } from "@/tests/support/payment-faults"
import { createPaymentsInReview } from "@/tests/support/payments-in-review"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals } from "@/tests/support/withdrawals"
import { retryRefund } from "./retry-refund"
import { sendRefund } from "./send-refund"
import { settleRefundsAndDisputes } from "./settle-refunds-and-disputes"

const t = useTestApp()
const { paid } = createShop(t)
const { mismatched } = createPaymentsInReview(t)
const { orderOf, paymentOf, refundsOf } = createMoneyRows(t)
const { confirm } = createWithdrawals(t)

/** A customer who withdrew from everything, and whose money the provider has sent. */
async function refunded(mode: "succeeded" | "pending" = "succeeded") {
  const order = await paid()
  await t.tellProvider(`_refunds/${order.sessionId}/${mode}`)
  const confirmed = await confirm(order)
  if (!confirmed.ok) throw new Error(confirmed.reason)
  const { refundId } = confirmed.value
  expect(await sendRefund(t.app, refundId)).toBe(mode)
  await t.tellProvider(`_refunds/${order.sessionId}/succeeded`)
  const { id, providerPaymentId } = await paymentOf(order.orderId)
  return { ...order, refundId, paymentId: id, providerPaymentId: providerPaymentId ?? "" }
}

const atProvider = async (providerPaymentId: string) => {
  const seen = await t.app.payments.fetchRefundsAndDisputes(providerPaymentId)
  return (seen?.refunds ?? []).map(({ status }) => status)
}

test("the job retries a failed refund until it succeeds", async () => {
  const order = await paid()
  await t.tellProvider(`_refunds/${order.sessionId}/failed`)
  const confirmed = await confirm(order)
  if (!confirmed.ok) throw new Error(confirmed.reason)
  expect(await sendRefund(t.app, confirmed.value.refundId)).toBe("failed")
  expect(await reconcilePayments(t.app)).toMatchObject({ refunded: 0 })
  t.clock.advance(hourMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ failed: 1 })
  await t.tellProvider(`_refunds/${order.sessionId}/succeeded`)
  t.clock.advance(2 * hourMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ refunded: 1 })
  t.clock.advance(dayMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ refunded: 0, failed: 0 })
  expect(await refundsOf((await paymentOf(order.orderId)).id)).toMatchObject([
    { status: "succeeded", attempts: 2 },
  ])
  expect((await paymentOf(order.orderId)).status).toBe("refunded")
  expect(await violations(t.db)).toEqual([])
})

test("a failed refund is listed for the operator, who can retry it", async () => {
  const order = await paid()
  await t.tellProvider(`_refunds/${order.sessionId}/failed`)
  const confirmed = await confirm(order)
  if (!confirmed.ok) throw new Error(confirmed.reason)
  const { refundId } = confirmed.value
  expect(await sendRefund(t.app, refundId)).toBe("failed")
  const listed = (await listPaymentsToReview(t.app)).flatMap((payment) => payment.refunds)
  expect(listed).toContainEqual(expect.objectContaining({ id: refundId, status: "failed" }))
  await t.tellProvider(`_refunds/${order.sessionId}/succeeded`)
  expect(await retryRefund(t.app, refundId)).toEqual({ ok: true, value: "succeeded" })
  const retried = eq(auditEvents.kind, "refund-retried")
  expect(await t.db.select().from(auditEvents).where(retried)).toMatchObject([
    { operatorName: "Olga Operator", customerId: order.customerId, detail: { refund: refundId } },
  ])
  expect(await retryRefund(t.app, refundId)).toEqual({ ok: false, reason: "not-failed" })
  expect((await listPaymentsToReview(t.app)).flatMap((payment) => payment.refunds)).not.toContainEqual(
    expect.objectContaining({ id: refundId }),
  )
  expect(await violations(t.db)).toEqual([])
})

test("a refund that the bank gives back days later opens the payment again, and the job sends it anew", async () => {
  const order = await refunded()
  expect((await paymentOf(order.orderId)).status).toBe("refunded")
  t.clock.advance(2 * dayMs)
  await t.tellProvider(`_refunded/${order.sessionId}/returned`)
  expect(await settleRefundsAndDisputes(t.app, order.providerPaymentId)).toBe("settled")
  expect(await settleRefundsAndDisputes(t.app, order.providerPaymentId)).toBe("settled")
  const failed = { status: "failed", attempts: 1, nextAttemptAt: later(t.app.now(), hourMs) }
  expect(await refundsOf(order.paymentId)).toMatchObject([failed])
  expect((await paymentOf(order.orderId)).status).toBe("paid")
  expect(await orderView(t.app, order)).toMatchObject({ refunds: [{ status: "failed", isGivenUp: false }] })
  expect(await violations(t.db)).toEqual([])
  t.clock.advance(hourMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ refunded: 1 })
  expect(await atProvider(order.providerPaymentId)).toEqual(["failed", "succeeded"])
  expect((await paymentOf(order.orderId)).status).toBe("refunded")
  expect(await violations(t.db)).toEqual([])
})

test("the operator's retry of a refund that came back sends the money anew", async () => {
  const order = await refunded()
  await t.tellProvider(`_refunded/${order.sessionId}/returned`)
  await settleRefundsAndDisputes(t.app, order.providerPaymentId)
  expect(await retryRefund(t.app, order.refundId)).toEqual({ ok: true, value: "succeeded" })
  expect(await atProvider(order.providerPaymentId)).toEqual(["failed", "succeeded"])
  expect(await refundsOf(order.paymentId)).toMatchObject([{ status: "succeeded", attempts: 1 }])
})

test("a pending refund that ends in a failure, seen by the job alone, is sent again", async () => {
  const order = await refunded("pending")
  await t.tellProvider(`_refunded/${order.sessionId}/failed`)
  t.clock.advance(3 * minuteMs)
  await reconcilePayments(t.app)
  expect(await atProvider(order.providerPaymentId)).toEqual(["failed", "succeeded"])
  expect((await orderOf(order.orderId)).status).toBe("refunded")
  expect(await violations(t.db)).toEqual([])
})

test("after twelve failures the refund is left to the operator, and the customer does not read of another try", async () => {
  const order = await paid()
  await t.tellProvider(`_refunds/${order.sessionId}/failed`)
  expect((await confirm(order)).ok).toBe(true)
  for (let run = 0; run < 14; run += 1) {
    t.clock.advance(25 * hourMs)
    await reconcilePayments(t.app)
  }
  const { id } = await paymentOf(order.orderId)
  expect(await refundsOf(id)).toMatchObject([{ status: "failed", attempts: 12, nextAttemptAt: null }])
  expect(await orderView(t.app, order)).toMatchObject({ refunds: [{ isGivenUp: true }] })
})

test("a request without an answer is repeated under another key, a concurrent one under the same", async () => {
  const order = await paid()
  const confirmed = await confirm(order)
  if (!confirmed.ok) throw new Error(confirmed.reason)
  const { refundId } = confirmed.value
  const keys: string[] = []
  const { promise: bothAsked, resolve } = Promise.withResolvers<void>()
  const silent = withPayments(t.app, {
    refund: async ({ key }) => {
      if (keys.push(key) === 2) resolve()
      await bothAsked
      return null
    },
  })
  await Promise.all([sendRefund(silent, refundId), sendRefund(silent, refundId)])
  expect(await sendRefund(silent, refundId)).toBe("unavailable")
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
  const sent = await Promise.all(Array.from({ length: 10 }, () => sendRefund(t.app, refundId)))
  expect(new Set(sent)).toEqual(new Set(["succeeded"]))
  expect(await atProvider((await paymentOf(order.orderId)).providerPaymentId ?? "")).toEqual(["succeeded"])
})

test("a payment under review whose refund comes back is under review again", async () => {
  const { orderId, paymentId, sessionId } = await mismatched({ amount: "4400" })
  expect(await refundPaymentInReview(t.app, paymentId)).toEqual({ ok: true, value: "succeeded" })
  await t.tellProvider(`_refunded/${sessionId}/returned`)
  await settleRefundsAndDisputes(t.app, (await paymentOf(orderId)).providerPaymentId ?? "")
  expect(await paymentOf(orderId)).toMatchObject({ status: "needs_review" })
  expect(await listPaymentsToReview(t.app)).toContainEqual(expect.objectContaining({ id: paymentId }))
  expect(await refundPaymentInReview(t.app, paymentId)).toEqual({ ok: true, value: "succeeded" })
  expect(await paymentOf(orderId)).toMatchObject({ status: "refunded", reviewReason: null })
  expect(await violations(t.db)).toEqual([])
})
