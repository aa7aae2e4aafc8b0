import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { offers, smartcardLinks, subscriptions } from "@/db/schema"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { startPayment } from "@/lib/orders/payment/start-payment"
import { refundOrder } from "@/lib/orders/refund/refund-order"
import { aLink } from "@/tests/support/factories/cards"
import { anOffer } from "@/tests/support/factories/catalogue"
import { aConfirmation, createShop } from "@/tests/support/factories/orders"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { placeOrder } from "./place-order"

const t = useTestApp()
const { ordered, paid, shopper } = createShop(t)
const { orderOf } = createMoneyRows(t)
type Buyer = Pick<Awaited<ReturnType<typeof shopper>>, "customerId" | "profileId" | "items">

async function order(who: Buyer, mayRepeat?: boolean) {
  const seen = { ...who, ...(await aConfirmation(t.app, who)) }
  return placeOrder(t.app, { ...seen, ...(mayRepeat !== undefined && { mayRepeat }) })
}
const onlyFirst = <One extends Buyer>(who: One): One => ({ ...who, items: who.items.slice(0, 1) })

test("what was paid within the day is asked about once more: it names the order, and one further yes orders", async () => {
  const who = onlyFirst(await shopper())
  const { orderId } = await paid(who)
  const { number, paidAt } = await orderOf(orderId)
  expect(await order(who)).toMatchObject({
    reason: "repeats",
    lines: [{ packageName: "Familia", months: 1, orderNumber: number, paidAt }],
  })
  expect(await order(who, true)).toMatchObject({ ok: true })
})

test("what moved to another card since is asked about there, under that card's name", async () => {
  const who = onlyFirst(await shopper())
  await paid(who)
  const [, second] = who.links
  if (!second) throw new Error("Two cards were made")
  await t.db
    .update(subscriptions)
    .set({ smartcardId: second.smartcardId })
    .where(eq(subscriptions.customerId, who.customerId))
  await t.db.update(smartcardLinks).set({ label: "Casa" }).where(eq(smartcardLinks.id, second.id))
  const onSecond = { ...who, items: [{ linkId: second.id, offerCode: who.familia.code }] }
  expect(await order(onSecond)).toMatchObject({ reason: "repeats", lines: [{ cardName: "Casa" }] })
  expect(await order(who)).toMatchObject({ ok: true })
})

test("an older order that waits is asked about too, before it is paid and on its open page", async () => {
  const who = onlyFirst(await shopper())
  const older = await ordered(who)
  const own = { customerId: who.customerId, orderId: older }
  expect(await startPayment(t.app, own)).toMatchObject({ ok: true })
  await paid(who)
  expect(await startPayment(t.app, own)).toMatchObject({ reason: "repeats" })
  expect(await startPayment(t.app, { ...own, mayRepeat: true })).toMatchObject({ ok: true })
})

test("another card, another length, a day later or after its refund nothing is asked", async () => {
  const who = onlyFirst(await shopper())
  const [first, second] = who.links
  if (!first || !second) throw new Error("Two cards were made")
  const refunded = await paid(who)
  const { number } = await orderOf(refunded.orderId)
  await refundOrder(t.app, { number, positions: [] })
  expect(await order(who)).toMatchObject({ ok: true })
  await paid(who)
  const onSecond = { ...who, items: [{ linkId: second.id, offerCode: who.familia.code }] }
  expect(await order(onSecond)).toMatchObject({ ok: true })
  const longer = await anOffer(t.app, { packageId: who.familia.packageId, months: 3 })
  const forLonger = { ...who, items: [{ linkId: first.id, offerCode: longer.code }] }
  expect(await order(forLonger)).toMatchObject({ ok: true })
  expect(await order(who)).toMatchObject({ reason: "repeats" })
  t.clock.advance(dayMs)
  expect(await order(who)).toMatchObject({ ok: true })
})

test("a new price of the same package is the same purchase", async () => {
  const who = onlyFirst(await shopper())
  await paid(who)
  await t.db.update(offers).set({ validUntil: t.app.now() }).where(eq(offers.code, who.familia.code))
  const dearer = await anOffer(t.app, { packageId: who.familia.packageId, priceBani: 4_900 })
  const items = who.items.map(({ linkId }) => ({ linkId, offerCode: dearer.code }))
  expect(await order({ ...who, items })).toMatchObject({ reason: "repeats" })
})

test("what a former holder of the card paid within the day stays unknown", async () => {
  const before = onlyFirst(await shopper())
  await paid(before)
  const next = await shopper()
  const [card] = before.links
  if (!card) throw new Error("A card was made")
  await t.db.update(smartcardLinks).set({ unlinkedAt: t.app.now() }).where(eq(smartcardLinks.id, card.id))
  const link = await aLink(t.app, { customerId: next.customerId, smartcardId: card.smartcardId })
  const items = [{ linkId: link.id, offerCode: before.familia.code }]
  expect(await order({ ...next, items })).toMatchObject({ ok: true })
})
