import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { findCart } from "@/db/queries/carts"
import { offers, orderLines, orders, smartcardLinks, smartcards } from "@/db/schema"
import type { CheckoutId, CustomerId } from "@/lib/domain/ids/brand"
import { saleVersions } from "@/lib/domain/words/terms"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { anOffer } from "@/tests/support/factories/catalogue"
import { aConfirmation, createShop } from "@/tests/support/factories/orders"
import { useTestApp } from "@/tests/support/test-app"
import { placeOrder } from "./place-order"
import { readConfirmation } from "./read-confirmation"
import { saveCart } from "./save-cart"

const t = useTestApp()
const { shopper } = createShop(t)
type Shopper = Awaited<ReturnType<typeof shopper>>

const confirmed = async (who: Shopper) => ({ ...who, ...(await aConfirmation(t.app, who)) })
const ordersOf = (customerId: CustomerId) => t.db.$count(orders, eq(orders.customerId, customerId))
const endSale = (code: string) =>
  t.db.update(offers).set({ validUntil: t.app.now() }).where(eq(offers.code, code))

test("fifty posts of one confirmation page make one order, and all of them lead to it", async () => {
  const who = await confirmed(await shopper())
  const posts = await Promise.all(Array.from({ length: 50 }, () => placeOrder(t.app, who)))
  expect(new Set(posts.map((one) => (one.ok ? one.value : one.reason))).size).toBe(1)
  expect(posts.every(({ ok }) => ok)).toBe(true)
  expect(await ordersOf(who.customerId)).toBe(1)
})

test("two tabs with the same cart make one order", async () => {
  const who = await confirmed(await shopper())
  const [one, other] = [
    await readConfirmation(t.app, who.customerId),
    await readConfirmation(t.app, who.customerId),
  ]
  if (!one || !other) throw new Error("The cart has something in it")
  const first = await placeOrder(t.app, { ...who, checkoutId: one.checkoutId, lines: one.lines })
  const second = await placeOrder(t.app, { ...who, checkoutId: other.checkoutId, lines: other.lines })
  expect(second).toEqual(first)
  expect(await ordersOf(who.customerId)).toBe(1)
})

test("another customer's checkout id leads to no order of theirs", async () => {
  const theirs = await confirmed(await shopper())
  const placed = await placeOrder(t.app, theirs)
  const mine = await confirmed(await shopper())
  const order = await placeOrder(t.app, { ...mine, checkoutId: theirs.checkoutId })
  expect(order.ok && placed.ok && order.value !== placed.value).toBe(true)
  expect(await ordersOf(theirs.customerId)).toBe(1)
})

test("an offer off sale names its line, stays on the confirmation page, and nothing is ordered", async () => {
  const who = await confirmed(await shopper())
  await endSale(who.sport.code)
  expect(await placeOrder(t.app, who)).toMatchObject({
    reason: "not-orderable",
    lines: [{ offerCode: who.sport.code, packageName: "Sport", problem: "offer-ended" }],
  })
  expect(await ordersOf(who.customerId)).toBe(0)
  const shown = await readConfirmation(t.app, who.customerId)
  expect(shown?.lines).toHaveLength(2)
  expect(shown?.unorderable).toMatchObject([{ packageName: "Sport", problem: "offer-ended" }])
  expect(shown?.totalBani).toBe(8_800)
})

test("the only item gone is a refusal and an empty confirmation, not an order made", async () => {
  const buyer = await shopper()
  const who = await confirmed({ ...buyer, items: buyer.items.slice(0, 1) })
  await endSale(who.familia.code)
  expect(await placeOrder(t.app, who)).toMatchObject({
    reason: "not-orderable",
    lines: [{ problem: "offer-ended" }],
  })
  expect(await readConfirmation(t.app, who.customerId)).toMatchObject({
    lines: [],
    unorderable: [{ problem: "offer-ended" }],
    totalBani: 0,
  })
  expect(await ordersOf(who.customerId)).toBe(0)
})

test("a card that was blocked or removed meanwhile is named with its reason", async () => {
  const who = await confirmed(await shopper())
  const [one, two] = who.links
  if (!one || !two) throw new Error("A shopper has two cards")
  await t.db.update(smartcards).set({ status: "blocked" }).where(eq(smartcards.id, one.smartcardId))
  await t.db.update(smartcardLinks).set({ unlinkedAt: t.app.now() }).where(eq(smartcardLinks.id, two.id))
  const refused = await placeOrder(t.app, who)
  expect(refused).toMatchObject({ reason: "not-orderable" })
  const problems = !refused.ok && refused.reason === "not-orderable" ? refused.lines : []
  expect(problems.map(({ linkId, problem }) => [linkId, problem])).toEqual([
    [one.id, "card-blocked"],
    [two.id, "card-removed"],
    [two.id, "card-removed"],
  ])
})

test("a price that changed is named with both prices, also where the total stays the same", async () => {
  const who = await confirmed(await shopper())
  const price = (code: string, priceBani: number) =>
    t.db.update(offers).set({ priceBani }).where(eq(offers.code, code))
  await price(who.familia.code, 4_300)
  await price(who.sport.code, 2_700)
  expect(await placeOrder(t.app, who)).toMatchObject({
    reason: "price-changed",
    lines: [
      { offerCode: who.familia.code, seenPriceBani: 4_400, priceBani: 4_300 },
      { offerCode: who.familia.code, seenPriceBani: 4_400, priceBani: 4_300 },
      { offerCode: who.sport.code, seenPriceBani: 2_500, priceBani: 2_700 },
    ],
  })
  expect(await ordersOf(who.customerId)).toBe(0)
  expect(await placeOrder(t.app, await confirmed(who))).toMatchObject({ ok: true })
})

test("a choice changed on another device since, for the same price: what the page showed is ordered", async () => {
  const buyer = await shopper()
  const [shown, chosen] = buyer.items
  const [seenCard] = buyer.links
  if (!shown || !chosen || !seenCard) throw new Error("A shopper has two cards")
  const page = await confirmed({ ...buyer, items: [shown] })
  // On the phone: the same package at the same price, for the other card.
  await saveCart(t.app, { customerId: buyer.customerId, items: [chosen] })
  const placed = await placeOrder(t.app, page)
  if (!placed.ok) throw new Error(placed.reason)
  const ordered = await t.db.select().from(orderLines).where(eq(orderLines.orderId, placed.value))
  expect(ordered.map(({ smartcardId }) => smartcardId)).toEqual([seenCard.smartcardId])
  expect((await findCart(t.db, buyer.customerId))?.items).toEqual([chosen])
})

test("a line with another customer's card, an unknown offer or another's profile orders nothing", async () => {
  const who = await shopper()
  const stranger = await shopper()
  const { checkoutId, lines } = await confirmed(who)
  const [first] = lines
  if (!first) throw new Error("A shopper has something in the cart")
  const blockedCard = await aSmartcard(t.app, { status: "blocked" })
  const blocked = await aLink(t.app, { customerId: who.customerId, smartcardId: blockedCard.id })
  const over = await anOffer(t.app, { validUntil: t.app.now() })
  const post = (line: Partial<typeof first>, profileId = who.profileId) =>
    placeOrder(t.app, { customerId: who.customerId, profileId, checkoutId, lines: [{ ...first, ...line }] })
  const theirLink = stranger.links[0]?.id
  if (!theirLink) throw new Error("A shopper has two cards")
  const names = { cardName: null, problem: "card-removed" }
  expect(await post({ linkId: theirLink })).toMatchObject({ reason: "not-orderable", lines: [names] })
  expect(await post({ linkId: blocked.id })).toMatchObject({ lines: [{ problem: "card-blocked" }] })
  expect(await post({ offerCode: over.code })).toMatchObject({ lines: [{ problem: "offer-ended" }] })
  expect(await post({ offerCode: "none" })).toMatchObject({ lines: [{ packageName: null }] })
  expect(await post({}, stranger.profileId)).toMatchObject({ reason: "no-profile" })
  await expect(placeOrder(t.app, { ...who, checkoutId, lines: [first, first] })).rejects.toThrow()
  expect(await ordersOf(who.customerId)).toBe(0)
})

test("ordered lines leave the cart, the others stay for a next order", async () => {
  const who = await confirmed(await shopper())
  const placed = await placeOrder(t.app, { ...who, lines: who.lines.slice(0, 2) })
  if (!placed.ok) throw new Error(placed.reason)
  expect(await t.db.$count(orderLines, eq(orderLines.orderId, placed.value))).toBe(2)
  const cart = await findCart(t.db, who.customerId)
  expect(cart?.items).toEqual(who.items.slice(2))
  expect(cart?.checkoutId).not.toBe(who.checkoutId as CheckoutId)
  const rest = await aConfirmation(t.app, { ...who, items: who.items.slice(2) })
  expect(await placeOrder(t.app, { ...who, ...rest })).toMatchObject({ ok: true })
  expect(await findCart(t.db, who.customerId)).toBeNull()
  expect(await t.db.$count(orders, and(eq(orders.customerId, who.customerId)))).toBe(2)
})

test("a cart keeps an own item that is off sale, drops foreign ones, and refuses when nothing is left", async () => {
  const who = await shopper()
  const stranger = await shopper()
  await endSale(who.sport.code)
  const foreign = stranger.items.slice(0, 1)
  const chosen = { customerId: who.customerId, items: [...who.items, ...foreign] }
  expect(await saveCart(t.app, chosen)).toMatchObject({ ok: true })
  expect((await findCart(t.db, who.customerId))?.items).toEqual(who.items)
  const nothing = { customerId: who.customerId, items: [...who.items.slice(2), ...foreign] }
  expect(await saveCart(t.app, nothing)).toMatchObject({ reason: "not-orderable" })
})

test("an order keeps the versions of the texts that stood before it", async () => {
  const placed = await placeOrder(t.app, await confirmed(await shopper()))
  if (!placed.ok) throw new Error(placed.reason)
  const [order] = await t.db.select().from(orders).where(eq(orders.id, placed.value))
  expect(order).toMatchObject({
    termsVersion: saleVersions.terms,
    withdrawalVersion: saleVersions.withdrawal,
  })
})
