import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEvents } from "@/db/schema"
import { dayMs, hourMs } from "@/lib/domain/time/lifetimes"
import { listPaymentsToReview } from "@/lib/orders/payment/list-payments-to-review"
import { reconcilePayments } from "@/lib/orders/payment/reconcile-payments"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals } from "@/tests/support/withdrawals"
import { retryRefund } from "./retry-refund"
import { sendRefund } from "./send-refund"

const t = useTestApp()
const { paid } = createShop(t)
const { paymentOf, refundsOf } = createMoneyRows(t)
const { confirm } = createWithdrawals(t)

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
