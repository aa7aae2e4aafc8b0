import { expect, test } from "vitest"
import { listPaymentsToReview } from "@/lib/orders/payment/list-payments-to-review"
import { markPaymentSeen } from "@/lib/orders/payment/mark-payment-seen"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { aClient } from "@/tests/support/factories/clients"
import { createShop } from "@/tests/support/factories/orders"
import { firstRow } from "@/tests/support/factories/rows"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { createPaymentsInReview } from "@/tests/support/payments-in-review"
import { useTestApp } from "@/tests/support/test-app"
import { refundOrder } from "./refund-order"
import { settleRefundsAndDisputes } from "./settle-refunds-and-disputes"
import { undoOrder } from "./undo-order"

const t = useTestApp()
const { paid } = createShop(t)
const { mismatched } = createPaymentsInReview(t)
const { orderOf, paymentOf, refundsOf, stornosOf, subscriptionsOf } = createMoneyRows(t)

async function paidOrder() {
  const order = await paid()
  const { id: paymentId, providerPaymentId } = await paymentOf(order.orderId)
  const { number } = await orderOf(order.orderId)
  const settle = () => settleRefundsAndDisputes(t.app, providerPaymentId ?? "")
  const dispute = async (state: string) => {
    await t.tellProvider(`_dispute/${order.sessionId}/${state}`)
    await settle()
  }
  const isListed = async () => (await listPaymentsToReview(t.app)).some(({ id }) => id === paymentId)
  return { ...order, number, paymentId, settle, dispute, isListed }
}

test("a lost dispute is undone without sending money: revoked, stornoed, mailed, off the list", async () => {
  const order = await paidOrder()
  const { id } = firstRow(await subscriptionsOf(order.customerId))
  const click = { id, client: aClient(), seenStartsAt: null, isExpress: true }
  expect((await activateSubscription(t.app, { customerId: order.customerId, ...click })).ok).toBe(true)
  const everything = { number: order.number, positions: [] }
  expect(await undoOrder(t.app, everything)).toEqual({ ok: false, reason: "not-taken-back" })
  await order.dispute("lost")
  expect(await refundOrder(t.app, everything)).toEqual({ ok: false, reason: "disputed" })
  const undone = await Promise.all(Array.from({ length: 5 }, () => undoOrder(t.app, everything)))
  expect(undone.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await subscriptionsOf(order.customerId)).map(({ status }) => status)).toEqual([
    "refunded",
    "refunded",
    "refunded",
  ])
  expect(await stornosOf(order.orderId)).toMatchObject([{ totalBani: -11_300 }])
  expect(await refundsOf(order.paymentId)).toMatchObject([{ providerRefundId: null, status: "succeeded" }])
  expect(await order.isListed()).toBe(false)
  await deliverOutbox(t.app, { budgetMs: 5_000 })
  const subjects = (await t.mailbox.to(order.email)).map(({ subject }) => subject)
  expect(subjects).toContain(`Am anulat din comanda ${order.number}`)
  expect(await violations(t.db)).toEqual([])
})

test("what the operator has seen leaves the list and comes back when something new happens", async () => {
  const order = await paidOrder()
  await order.dispute("needs_response")
  expect(await order.isListed()).toBe(true)
  expect(await markPaymentSeen(t.app, order.paymentId)).toEqual({ ok: true, value: undefined })
  await order.settle()
  expect(await order.isListed()).toBe(false)
  await order.dispute("lost")
  expect(await order.isListed()).toBe(true)
  await markPaymentSeen(t.app, order.paymentId)
  await t.tellProvider(`_refund/${order.sessionId}/100`)
  await order.settle()
  expect(await order.isListed()).toBe(true)
})

test("a won dispute leaves the list by itself; a payment under review cannot be marked as seen", async () => {
  const order = await paidOrder()
  await order.dispute("needs_response")
  await order.dispute("won")
  expect(await order.isListed()).toBe(false)
  const { paymentId } = await mismatched({ amount: "1" })
  expect(await markPaymentSeen(t.app, paymentId)).toEqual({ ok: false, reason: "in-review" })
})
