import { expect, test } from "vitest"
import { createActivations } from "@/tests/support/activations"
import { aConfirmation, anOrder, createShop } from "@/tests/support/factories/orders"
import { useTestApp } from "@/tests/support/test-app"
import { type AskedTopUp, readTopUp } from "./read-top-up"

const t = useTestApp()
const { shopper } = createShop(t)
const { aReadyPackage, activate, another, rowOf } = createActivations(t)
type Shopper = Awaited<ReturnType<typeof shopper>>

const fresh: AskedTopUp = { isFresh: true, linkIds: [], lines: [], presetCode: null }
const shown = ({ customerId }: Shopper, asked: Partial<AskedTopUp>) =>
  readTopUp(t.app, { customerId, asked: { ...fresh, ...asked } })

/** Why Familia is not sold for the first card; a line of it is none then. */
async function whyNot({ customerId, links, familia }: Pick<Shopper, "customerId" | "links" | "familia">) {
  const line = lineOf({ links, familia })
  const asked = { isFresh: false, linkIds: [line.linkId], lines: [line], presetCode: null }
  const { cards, lines } = await readTopUp(t.app, { customerId, asked })
  const isSame = ({ offers }: { offers: readonly { code: string }[] }) =>
    offers.some(({ code }) => code === line.offerCode)
  const notSold = cards[0]?.packages.find(isSame)?.notSold ?? null
  expect(lines).toHaveLength(notSold ? 0 : 1)
  return notSold
}

function lineOf(
  { links, familia }: Pick<Shopper, "links" | "familia">,
  at = 0,
  offerCode: string = familia.code,
) {
  const link = links[at]
  if (!link) throw new Error("A shopper has two cards")
  return { linkId: link.id, offerCode }
}

test("a fresh page begins with the cart; an address says everything itself", async () => {
  const who = await shopper()
  await aConfirmation(t.app, { ...who, items: [lineOf(who, 1, who.sport.code)] })
  const begun = await shown(who, {})
  expect(begun.cards.map(({ isChosen }) => isChosen)).toEqual([false, true])
  expect(begun.lines).toMatchObject([{ packageName: "Sport" }])
  expect(begun.totalBani).toBe(begun.lines[0]?.priceBani)
  const { linkId } = lineOf(who)
  const beside = await shown(who, { linkIds: [linkId] })
  expect(beside.lines).toMatchObject([{ packageName: "Sport" }])
  const addressed = await shown(who, { isFresh: false, linkIds: [linkId], lines: [lineOf(who)] })
  expect(addressed.lines).toMatchObject([{ linkId, packageName: "Familia" }])
  expect((await shown(who, { isFresh: false, linkIds: [linkId] })).lines).toEqual([])
})

test("one length per package and card; lines of other cards and unknown offers are none", async () => {
  const who = await shopper()
  const { linkId } = lineOf(who)
  const lines = [lineOf(who), lineOf(who), lineOf(who, 1), { linkId, offerCode: "nicio-oferta" }]
  const page = await shown(who, { isFresh: false, linkIds: [linkId], lines })
  expect(page.lines).toHaveLength(1)
})

test("an offer from the catalogue is chosen for the chosen cards, and said", async () => {
  const who = await shopper()
  const { linkId } = lineOf(who)
  const page = await shown(who, { isFresh: false, linkIds: [linkId], presetCode: who.sport.code })
  expect(page.lines).toMatchObject([{ packageName: "Sport" }])
  expect(page.preset).toMatchObject({ from: "catalogue", words: { packageName: "Sport" } })
  expect((await shown(who, { presetCode: "nicio-oferta" })).preset).toBeNull()
})

test("what is being paid is not sold again", async () => {
  const who = await shopper()
  const line = lineOf(who)
  const orderId = await anOrder(t.app, { ...who, items: [line] })
  expect(await whyNot(who)).toMatchObject({ kind: "order", order: { id: orderId } })
})

test("what is paid and waits, or is queued, is not sold again; what runs is", async () => {
  const who = await aReadyPackage()
  expect(await whyNot(who)).toMatchObject({ kind: "waiting", subscriptionId: who.id })
  await activate(who)
  expect(await whyNot(who)).toBeNull()
  const next = await another(who)
  expect(await whyNot(who)).toMatchObject({ kind: "waiting", subscriptionId: next.id })
  await activate(next, { seenStartsAt: (await rowOf(who.id)).endsAt })
  expect(await whyNot(who)).toEqual({ kind: "queued" })
})
