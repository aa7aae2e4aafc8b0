import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers, orders } from "@/db/schema"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { reconcilePayments } from "@/lib/orders/payment/reconcile-payments"
import { sendRefund } from "@/lib/orders/refund/send-refund"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { aClient } from "@/tests/support/factories/clients"
import { createShop } from "@/tests/support/factories/orders"
import { firstRow } from "@/tests/support/factories/rows"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals, type PaidOrder } from "@/tests/support/withdrawals"
import { listUninformedRests } from "./list-uninformed-rests"

const t = useTestApp()
const { paid } = createShop(t)
const { orderOf, paymentOf, subscriptionsOf } = createMoneyRows(t)
const { confirm, offerOf } = createWithdrawals(t)

/** 113,00 lei, of which a month of 44,00 lei ran for three days before everything was withdrawn from. */
async function withdrawnAfterUse() {
  const order = await paid()
  const { id } = firstRow(await subscriptionsOf(order.customerId))
  const click = { customerId: order.customerId, id, client: aClient(), seenStartsAt: null, isExpress: true }
  expect((await activateSubscription(t.app, click)).ok).toBe(true)
  await deliverCommands(t.app)
  t.clock.advance(2 * dayMs)
  const withdrawn = await confirm(order)
  if (!withdrawn.ok) throw new Error(withdrawn.reason)
  await sendRefund(t.app, withdrawn.value.refundId)
  return order
}

const forgetTexts = ({ orderId }: PaidOrder) =>
  t.db.update(orders).set({ termsVersion: null, withdrawalVersion: null }).where(eq(orders.id, orderId))

test("who withdrew uninformed and paid for days of use is listed until the rest was sent back by hand", async () => {
  const order = await withdrawnAfterUse()
  expect(await listUninformedRests(t.app)).toEqual([])
  await forgetTexts(order)
  const { number } = await orderOf(order.orderId)
  const { providerPaymentId } = await paymentOf(order.orderId)
  const listed = { orderNumber: number, lastAt: t.app.now(), priceBani: 11_300, providerPaymentId }
  const rest = 440
  expect(await listUninformedRests(t.app)).toEqual([
    { ...listed, email: order.email, returnedBani: 11_300 - rest },
  ])
  await t.tellProvider(`_refund/${order.sessionId}/400`)
  await reconcilePayments(t.app)
  await t.db.delete(customers).where(eq(customers.id, order.customerId))
  expect(await listUninformedRests(t.app)).toEqual([{ ...listed, email: null, returnedBani: 11_260 }])
  await t.tellProvider(`_refund/${order.sessionId}/40`)
  await reconcilePayments(t.app)
  expect(await listUninformedRests(t.app)).toEqual([])
  expect(await violations(t.db)).toEqual([])
})

test("who got everything back, or kept the packages, is not listed", async () => {
  const [whole, kept, part] = [await paid(), await paid(), await paid()]
  for (const order of [whole, kept, part]) await forgetTexts(order)
  expect((await confirm(whole)).ok).toBe(true)
  const line = firstRow((await offerOf(part)).lines)
  expect((await confirm(part, { lineIds: [line.id] })).ok).toBe(true)
  expect(await listUninformedRests(t.app)).toEqual([])
})
