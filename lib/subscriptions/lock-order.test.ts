import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { placeOrder } from "@/lib/orders/checkout/place-order"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { replaceSmartcard } from "@/lib/smartcards/replace-smartcard"
import { createActivations } from "@/tests/support/activations"
import { aSmartcard } from "@/tests/support/factories/cards"
import { aClient } from "@/tests/support/factories/clients"
import { aConfirmation, aShopper, createShop } from "@/tests/support/factories/orders"
import { startBehind } from "@/tests/support/held-rows"
import { violations } from "@/tests/support/invariants"
import { useTestApp } from "@/tests/support/test-app"
import { withoutRetry } from "@/tests/support/without-retry"
import { activateSubscription } from "./activate"
import { moveSubscription } from "./move"

const t = useTestApp()
const { aReadyPackage, another, rowOf } = createActivations(t)
const { underWay } = createShop(t)
const rounds = 15

test("moving to a card and activating on it take their locks in one order", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const who = await aReadyPackage()
    const moving = await another({ ...who, link: who.otherLink })
    const { customerId } = who
    const clicked = { customerId, client: aClient() }
    const [activated, moved] = await Promise.all([
      activateSubscription(withoutRetry(t), { ...clicked, id: who.id, seenStartsAt: null, isExpress: true }),
      moveSubscription(withoutRetry(t), { ...clicked, id: moving.id, toLinkId: who.link.id }),
    ])
    expect([activated.ok, moved.ok]).toEqual([true, true])
    expect(await rowOf(moving.id)).toMatchObject({ smartcardId: who.link.smartcardId, status: "ready" })
  }
  expect(await violations(t.db)).toEqual([])
})

test("an order placed while its card is replaced ends on the new card or is refused", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const shopper = await aShopper(t.app)
    const { customerId, profileId, links } = shopper
    const confirmed = await aConfirmation(t.app, shopper)
    const { serial: to } = await aSmartcard(t.app)
    const old = await t.db.query.smartcards.findFirst({
      where: (row, { eq }) => eq(row.id, links[0]?.smartcardId ?? row.id),
    })
    if (!old) throw new Error("The shopper has cards")
    const [placed, replaced] = await Promise.all([
      placeOrder(t.app, { customerId, profileId, ...confirmed }),
      replaceSmartcard(t.app, { from: old.serial, to }),
    ])
    expect([placed.ok, replaced.ok]).toEqual([true, true])
    const lines = await t.db.query.orderLines.findMany({
      where: (row, { eq }) => eq(row.smartcardId, old.id),
    })
    expect(lines).toEqual([])
  }
})

test("a payment that settles while its card is replaced: the package is on the new card", async () => {
  const { orderId, sessionId, links } = await underWay()
  await t.pay(sessionId, "pay")
  const { serial: to, id: newId } = await aSmartcard(t.app)
  const old = await t.db.query.smartcards.findFirst({
    where: (row, { eq }) => eq(row.id, links[0]?.smartcardId ?? row.id),
  })
  if (!old) throw new Error("The shopper has cards")
  const ends = await startBehind(t.db, sql`select from orders where id = ${orderId} for update`, [
    () => settlePayment(withoutRetry(t), sessionId),
    () => replaceSmartcard(withoutRetry(t), { from: old.serial, to }),
  ])
  expect(ends).toMatchObject(["paid", { ok: true }])
  const bought = await t.db.query.subscriptions.findMany({
    where: (row, { eq }) => eq(row.smartcardId, newId),
  })
  expect(bought).toMatchObject([{ status: "ready" }])
  expect(await violations(t.db)).toEqual([])
})
