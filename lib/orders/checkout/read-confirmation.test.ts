import { expect, test } from "vitest"
import { findCart } from "@/db/queries/carts"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { AskedLine } from "@/lib/domain/money/asked-lines"
import { anOffer } from "@/tests/support/factories/catalogue"
import { aConfirmation, createShop } from "@/tests/support/factories/orders"
import { useTestApp } from "@/tests/support/test-app"
import { placeOrder } from "./place-order"
import { readConfirmation } from "./read-confirmation"

const t = useTestApp()
const { shopper } = createShop(t)
type Shopper = Awaited<ReturnType<typeof shopper>>

function linkOf({ links }: Shopper, at: 0 | 1) {
  const link = links[at]
  if (!link) throw new Error("A shopper has two cards")
  return link.id
}

const familiaOn = (who: Shopper): AskedLine => ({
  linkId: linkOf(who, 0),
  offerCode: who.familia.code,
  seenPriceBani: null,
})

async function shown(customerId: CustomerId, asked: readonly AskedLine[]) {
  const confirmation = await readConfirmation(t.app, customerId, asked)
  if (!confirmation) throw new Error("Nothing is shown")
  return confirmation
}

test("a link orders exactly its line, and what the cart holds beside it is offered and not added", async () => {
  const who = await shopper()
  await aConfirmation(t.app, { ...who, items: [{ linkId: linkOf(who, 1), offerCode: who.sport.code }] })
  const { lines, totalBani, begun } = await shown(who.customerId, [familiaOn(who)])
  expect(lines).toMatchObject([{ packageName: "Familia" }])
  expect(totalBani).toBe(lines[0]?.priceBani)
  expect(begun).toMatchObject([{ packageName: "Sport", offerCode: who.sport.code }])
})

test("ordering a link's line leaves the cart as it was", async () => {
  const who = await shopper()
  const beside = [{ linkId: linkOf(who, 1), offerCode: who.sport.code }]
  await aConfirmation(t.app, { ...who, items: beside })
  const { checkoutId, lines } = await shown(who.customerId, [familiaOn(who)])
  expect(await placeOrder(t.app, { ...who, checkoutId, lines })).toMatchObject({ ok: true })
  expect((await findCart(t.db, who.customerId))?.items).toEqual(beside)
})

test("one link in two tabs makes one order, and the page shows it while it waits to be paid", async () => {
  const who = await shopper()
  const [one, other] = [
    await shown(who.customerId, [familiaOn(who)]),
    await shown(who.customerId, [familiaOn(who)]),
  ]
  const first = await placeOrder(t.app, { ...who, checkoutId: one.checkoutId, lines: one.lines })
  const second = await placeOrder(t.app, { ...who, checkoutId: other.checkoutId, lines: other.lines })
  expect(first.ok && second).toEqual(first)
  const after = await shown(who.customerId, [familiaOn(who)])
  expect(after.openOrder).toMatchObject({ id: first.ok && first.value, totalBani: one.totalBani })
  expect(after.checkoutId).not.toBe(one.checkoutId)
})

test("a price that changed since the link was made is named beside the price of now", async () => {
  const who = await shopper()
  const { lines } = await shown(who.customerId, [{ ...familiaOn(who), seenPriceBani: 3_900 }])
  expect(lines).toMatchObject([{ priceBani: who.familia.priceBani, wasBani: 3_900 }])
  const same = await shown(who.customerId, [{ ...familiaOn(who), seenPriceBani: who.familia.priceBani }])
  expect(same.lines).toMatchObject([{ wasBani: null }])
})

test("the line offers the other lengths of its package that are on sale", async () => {
  const who = await shopper()
  const year = await anOffer(t.app, { packageId: who.familia.packageId, months: 12, priceBani: 47_500 })
  await anOffer(t.app, { packageId: who.familia.packageId, months: 6, validUntil: t.app.now() })
  const { lines } = await shown(who.customerId, [familiaOn(who)])
  expect(lines[0]?.durations.map(({ offerCode }) => offerCode)).toEqual([who.familia.code, year.code])
})

test("a card of another customer is no line, and tells nothing of it", async () => {
  const [who, other] = [await shopper(), await shopper()]
  const { lines, unorderable } = await shown(who.customerId, [familiaOn(other)])
  expect(lines).toEqual([])
  expect(unorderable).toMatchObject([{ problem: "card-removed", cardName: null }])
})
