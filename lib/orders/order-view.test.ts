import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { smartcardLinks, smartcards } from "@/db/schema"
import { smartcardName } from "@/lib/domain/packages/serial"
import { minuteMs } from "@/lib/domain/time/lifetimes"
import { listOrders } from "@/lib/orders/list-orders"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { moveSubscription } from "@/lib/subscriptions/move"
import { createActivations } from "@/tests/support/activations"
import { aClient } from "@/tests/support/factories/clients"
import { createShop } from "@/tests/support/factories/orders"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { orderView } from "./order-view"
import { refundPaymentInReview } from "./payment/refund-payment-in-review"

const t = useTestApp()
const { started, underWay } = createShop(t)
const { paymentsOf } = createMoneyRows(t)
const { aReadyPackage, activate } = createActivations(t)

test("an order that is read while its payment settles is consistent", async () => {
  const paying = await Promise.all(Array.from({ length: 10 }, underWay))
  for (const { customerId, orderId, sessionId } of paying) {
    await t.pay(sessionId, "pay")
    const reads = async () => {
      const views = []
      for (let at = 0; at < 20; at += 1) views.push(await orderView(t.app, { customerId, orderId }))
      return views
    }
    const [views] = await Promise.all([reads(), settlePayment(t.app, sessionId)])
    for (const view of views) expect(view?.invoices.length === 1).toBe(view?.state === "paid")
    for (const view of views) expect(view?.sessionId === null).toBe(view?.state === "paid")
  }
})

test("an order paid twice says so, whichever of its payments came second", async () => {
  const order = await underWay()
  await t.app.payments.expire(order.sessionId)
  const second = await started(order.customerId, order.orderId)
  await t.pay(second, "pay")
  expect(await settlePayment(t.app, second)).toBe("paid")
  // The first page took money after all.
  await t.pay(order.sessionId, "pay")
  expect(await settlePayment(t.app, order.sessionId)).toBe("needs-review")
  expect(await orderView(t.app, order)).toMatchObject({ state: "paid", secondPayment: "review" })
  const [first] = await paymentsOf(order.orderId)
  if (!first) throw new Error("The order has payments")
  expect(await refundPaymentInReview(t.app, first.id)).toEqual({ ok: true, value: "succeeded" })
  expect(await orderView(t.app, order)).toMatchObject({ state: "paid", secondPayment: "refunded" })
})

test("money under review is never shown as an unpaid order, also after a later attempt", async () => {
  const order = await underWay()
  const { customerId, orderId, sessionId } = order
  await t.app.payments.expire(sessionId)
  t.clock.advance(minuteMs)
  await started(customerId, orderId)
  await t.pay(sessionId, "pay", { amount: "1" })
  expect(await settlePayment(t.app, sessionId)).toBe("needs-review")
  expect(await orderView(t.app, order)).toMatchObject({ state: "review" })
  const everything = { customerId, search: "", year: null, page: 1 }
  expect((await listOrders(t.app, everything)).orders).toMatchObject([{ id: orderId, state: "review" }])
})

test("a package whose grant waits at the gateway reads as being activated on its order too", async () => {
  const who = await aReadyPackage()
  const stateOf = async () => {
    const view = await orderView(t.app, who)
    return view?.lines.find(({ subscription }) => subscription?.id === who.id)?.subscription?.state.kind
  }
  expect(await stateOf()).toBe("ready")
  await activate(who)
  expect(await stateOf()).toBe("activating")
  await deliverCommands(t.app)
  expect(await stateOf()).toBe("active")
})

test("an order tells what happened to it, oldest first", async () => {
  const who = await aReadyPackage()
  t.clock.advance(minuteMs)
  await activate(who)
  const view = await orderView(t.app, who)
  expect(view?.timeline.map(({ kind }) => kind)).toEqual(["ordered", "paid", "invoiced", "activated"])
})

test("a package that moved is named on the card that it is on now, while its customer holds that card", async () => {
  const who = await aReadyPackage()
  const { customerId, id } = who
  const lineOf = async () => {
    const view = await orderView(t.app, who)
    return view?.lines.find(({ subscription }) => subscription?.id === id)
  }
  expect(await lineOf()).toMatchObject({ movedTo: null })
  const moved = { customerId, id, toLinkId: who.otherLink.id, client: aClient() }
  expect(await moveSubscription(t.app, moved)).toMatchObject({ ok: true })
  const [other] = await t.db.select().from(smartcards).where(eq(smartcards.id, who.otherLink.smartcardId))
  if (!other) throw new Error("The card is gone")
  expect(await lineOf()).toMatchObject({ movedTo: smartcardName(other.serial, who.otherLink.label) })
  await t.db
    .update(smartcardLinks)
    .set({ unlinkedAt: t.app.now() })
    .where(eq(smartcardLinks.id, who.otherLink.id))
  expect(await lineOf()).toMatchObject({ movedTo: null })
})
