import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { subscriptions } from "@/db/schema"
import { minuteMs } from "@/lib/domain/time/lifetimes"
import { listPaymentsToReview } from "@/lib/orders/payment/list-payments-to-review"
import { reconcilePayments } from "@/lib/orders/payment/reconcile-payments"
import { refundPaymentInReview } from "@/lib/orders/payment/refund-payment-in-review"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { aClient } from "@/tests/support/factories/clients"
import { createShop } from "@/tests/support/factories/orders"
import { firstRow } from "@/tests/support/factories/rows"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { createPaymentsInReview } from "@/tests/support/payments-in-review"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals } from "@/tests/support/withdrawals"
import { refundOrder } from "./refund-order"
import { sendRefund } from "./send-refund"
import { settleRefundsAndDisputes } from "./settle-refunds-and-disputes"

const t = useTestApp()
const { paid } = createShop(t)
const { mismatched } = createPaymentsInReview(t)
const { orderOf, paymentOf, refundsOf } = createMoneyRows(t)
const { confirm } = createWithdrawals(t)

/** A paid order of 113,00 lei, with a refund that a person made in the provider's pages. */
async function refundedByHand(bani: number) {
  const order = await paid()
  await t.tellProvider(`_refund/${order.sessionId}/${bani}`)
  const { id, providerPaymentId } = await paymentOf(order.orderId)
  return { ...order, paymentId: id, providerPaymentId: providerPaymentId ?? "" }
}

async function sentAtProvider(providerPaymentId: string): Promise<number[]> {
  const seen = await t.app.payments.fetchRefundsAndDisputes(providerPaymentId)
  const sent = (seen?.refunds ?? []).filter(({ status }) => status !== "failed")
  return sent.map(({ amount }) => amount)
}

test("a withdrawal after a refund by hand sends what is left, and the customer has everything once", async () => {
  const order = await refundedByHand(2_500)
  const confirmed = await confirm(order)
  if (!confirmed.ok) throw new Error(confirmed.reason)
  // Also where its webhook was lost.
  expect(await sendRefund(t.app, confirmed.value.refundId)).toBe("succeeded")
  expect(await sentAtProvider(order.providerPaymentId)).toEqual([2_500, 8_800])
  expect((await paymentOf(order.orderId)).status).toBe("refunded")
  expect((await listPaymentsToReview(t.app)).some(({ id }) => id === order.paymentId)).toBe(false)
  expect(await violations(t.db)).toEqual([])
})

test("an order whose money went back by hand is stornoed without a second request", async () => {
  const order = await refundedByHand(11_300)
  await settleRefundsAndDisputes(t.app, order.providerPaymentId)
  expect((await listPaymentsToReview(t.app)).some(({ id }) => id === order.paymentId)).toBe(true)
  const { number } = await orderOf(order.orderId)
  expect(await refundOrder(t.app, { number, positions: [] })).toMatchObject({
    ok: true,
    value: { sent: "succeeded" },
  })
  expect(await sentAtProvider(order.providerPaymentId)).toEqual([11_300])
  expect(await orderOf(order.orderId)).toMatchObject({ status: "refunded" })
  expect((await paymentOf(order.orderId)).status).toBe("refunded")
  expect((await listPaymentsToReview(t.app)).some(({ id }) => id === order.paymentId)).toBe(false)
  expect(await violations(t.db)).toEqual([])
})

test("a refund by hand of one line is taken up by that line's storno, the next line is sent", async () => {
  const order = await refundedByHand(4_400)
  const { number } = await orderOf(order.orderId)
  await refundOrder(t.app, { number, positions: [1] })
  expect(await sentAtProvider(order.providerPaymentId)).toEqual([4_400])
  await refundOrder(t.app, { number, positions: [2] })
  expect(await sentAtProvider(order.providerPaymentId)).toEqual([4_400, 4_400])
  expect(await violations(t.db)).toEqual([])
})

test("a pending refund by hand is watched by the job and never asked for again", async () => {
  const order = await paid()
  await t.tellProvider(`_refunds/${order.sessionId}/pending`)
  await t.tellProvider(`_refund/${order.sessionId}/2500`)
  const { id, providerPaymentId } = await paymentOf(order.orderId)
  await settleRefundsAndDisputes(t.app, providerPaymentId ?? "")
  t.clock.advance(3 * minuteMs)
  await reconcilePayments(t.app)
  expect(await sentAtProvider(providerPaymentId ?? "")).toEqual([2_500])
  await t.tellProvider(`_refunded/${order.sessionId}/succeeded`)
  await reconcilePayments(t.app)
  expect(await refundsOf(id)).toMatchObject([{ amount: 2_500, status: "succeeded" }])
  expect(await violations(t.db)).toEqual([])
})

test("what a storno took up is sent after all when the refund by hand comes back", async () => {
  const order = await refundedByHand(11_300)
  const { number } = await orderOf(order.orderId)
  await refundOrder(t.app, { number, positions: [] })
  await t.tellProvider(`_refunded/${order.sessionId}/returned`)
  await settleRefundsAndDisputes(t.app, order.providerPaymentId)
  expect((await paymentOf(order.orderId)).status).toBe("paid")
  t.clock.advance(3 * minuteMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ refunded: 1 })
  expect(await sentAtProvider(order.providerPaymentId)).toEqual([11_300])
  expect((await paymentOf(order.orderId)).status).toBe("refunded")
  expect(await violations(t.db)).toEqual([])
})

test("the rest of a payment under review can be sent back after a partial refund by hand", async () => {
  const { orderId, paymentId, sessionId } = await mismatched({ amount: "4400" })
  await t.tellProvider(`_refund/${sessionId}/1000`)
  await settleRefundsAndDisputes(t.app, (await paymentOf(orderId)).providerPaymentId ?? "")
  expect(await refundPaymentInReview(t.app, paymentId)).toEqual({ ok: true, value: "succeeded" })
  expect((await refundsOf(paymentId)).map(({ amount }) => amount)).toEqual([1_000, 3_400])
  expect((await paymentOf(orderId)).status).toBe("refunded")
  expect(await violations(t.db)).toEqual([])
})

test("a package is neither started nor withdrawn from while its payment is disputed or lost", async () => {
  const order = await refundedByHand(100)
  const row = firstRow(
    await t.db.select().from(subscriptions).where(eq(subscriptions.customerId, order.customerId)),
  )
  const click = { id: row.id, client: aClient(), seenStartsAt: null, isExpress: true }
  const start = () => activateSubscription(t.app, { customerId: order.customerId, ...click })
  const disputed = { ok: false, reason: "disputed" }
  for (const state of ["needs_response", "lost"]) {
    await t.tellProvider(`_dispute/${order.sessionId}/${state}`)
    await settleRefundsAndDisputes(t.app, order.providerPaymentId)
    expect(await start()).toEqual(disputed)
    expect(await confirm(order)).toEqual(disputed)
    expect((await listPaymentsToReview(t.app)).some(({ id }) => id === order.paymentId)).toBe(true)
  }
  await t.tellProvider(`_dispute/${order.sessionId}/won`)
  await settleRefundsAndDisputes(t.app, order.providerPaymentId)
  expect((await start()).ok).toBe(true)
})

test("a package whose money went back by hand is not started", async () => {
  const order = await refundedByHand(11_300)
  await settleRefundsAndDisputes(t.app, order.providerPaymentId)
  const row = firstRow(
    await t.db.select().from(subscriptions).where(eq(subscriptions.customerId, order.customerId)),
  )
  const click = { id: row.id, client: aClient(), seenStartsAt: null, isExpress: true }
  expect(await activateSubscription(t.app, { customerId: order.customerId, ...click })).toEqual({
    ok: false,
    reason: "disputed",
  })
})
