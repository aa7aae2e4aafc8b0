import { expect, test } from "vitest"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { answerWords, rowNote, rowState } from "@/lib/domain/words/overview-words"
import { aLink } from "@/tests/support/factories/cards"
import { anOffer, aPackage } from "@/tests/support/factories/catalogue"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { accountPage } from "./account-page"

const t = useTestApp()

const inDays = (days: number) => later(t.app.now(), days * dayMs)

async function aHolder() {
  const { id: customerId } = await aCustomer(t.app)
  const { id: packageId } = await aPackage(t.app)
  const { id: offerId } = await anOffer(t.app, { packageId, priceBani: 4_400 })
  const aCard = (label: string) => aLink(t.app, { customerId, label })
  async function aCardUntil(label: string, days: number) {
    const { smartcardId } = await aCard(label)
    await aSubscription(t.app, { smartcardId, packageId, endsAt: inDays(days) })
    return smartcardId
  }
  const bought = { packageId, offerId, customerId }
  return { customerId, bought, aCard, aCardUntil }
}

async function aHolderOf(cards: number) {
  const { customerId, bought, aCard, aCardUntil } = await aHolder()
  for (let at = 1; at <= cards; at += 1) {
    // The last card ends tomorrow, the one before it waits.
    if (at !== cards - 1) await aCardUntil(`TV ${at}`, at === cards ? 1 : 20)
    else {
      const { smartcardId } = await aCard(`TV ${at}`)
      await aSubscription(t.app, { ...bought, smartcardId, status: "ready" })
    }
  }
  return customerId
}

const viewOf = (customerId: CustomerId, options: { page?: number; search?: string } = {}) =>
  accountPage(t.app, { customerId, page: 1, ...options })

async function sectionsOf(customerId: CustomerId, options: { page?: number; search?: string } = {}) {
  const { sections } = await viewOf(customerId, options)
  return sections.map(({ need, count, isClosed, cards }) => [need, count, isClosed, cards.map((c) => c.name)])
}

test("two cards are in their own order, three are in sections by need", async () => {
  const { customerId, aCardUntil, aCard } = await aHolder()
  await aCardUntil("Bloc", 20)
  await aCardUntil("Sat", 2)
  expect(await sectionsOf(customerId)).toEqual([["all", 2, false, ["Bloc", "Sat"]]])
  await aCard("Bunici")
  expect(await sectionsOf(customerId)).toEqual([
    ["renew", 1, false, ["Sat"]],
    ["runs", 1, false, ["Bloc"]],
    ["none", 1, false, ["Bunici"]],
  ])
})

test("from eight cards on what needs nothing is closed, except where it is searched for", async () => {
  const customerId = await aHolderOf(8)
  const closed = async (search = "") =>
    (await viewOf(customerId, { search })).sections.map(({ need, isClosed }) => `${need} ${isClosed}`)
  expect(await closed()).toEqual(["renew false", "activate false", "runs true"])
  expect(await closed("TV")).toEqual(["renew false", "activate false", "runs false"])
})

test("a card is found by its name without diacritics and by its last digits", async () => {
  const { customerId, aCard } = await aHolder()
  for (const label of ["Casa Mureș", "Pensiune", "Țara"]) await aCard(label)
  const [{ cards = [] } = {}] = (await viewOf(customerId)).sections
  const lastFour = cards[1]?.serial.slice(-4) ?? ""
  const found = async (search: string) =>
    (await viewOf(customerId, { search })).sections.flatMap((one) => one.cards.map(({ name }) => name))
  expect(await found("mures")).toEqual(["Casa Mureș"])
  expect(await found("tara")).toEqual(["Țara"])
  expect(await found(lastFour)).toEqual([cards[1]?.name])
  expect(await found("nimic")).toEqual([])
})

test("more than twelve come in pages, what needs something first, and the answer keeps its size", async () => {
  const few = await aHolderOf(20)
  const { sections } = await viewOf(few)
  expect(sections.flatMap(({ cards }) => cards.map(({ name }) => name)).slice(0, 3)).toEqual([
    ...["TV 20", "TV 19", "TV 1"],
  ])
  expect(await viewOf(few, { page: 2 })).toMatchObject({ cardCount: 20, page: 2, pages: 2, thingsToDo: 2 })
  expect((await viewOf(few, { page: 99 })).page).toBe(2)
  const many = await aHolderOf(150)
  const [smaller, larger] = [JSON.stringify(await viewOf(few)), JSON.stringify(await viewOf(many))]
  expect(larger.length).toBeLessThan(smaller.length * 1.05)
})

test("what runs, is queued and waits of one package is one row", async () => {
  const { customerId, bought, aCardUntil } = await aHolder()
  const smartcardId = await aCardUntil("TV", 4)
  const shown = async () => {
    const { sections, today } = await viewOf(customerId)
    const rows = sections.flatMap(({ cards }) => cards.flatMap((card) => card.rows))
    return rows.map((row) => [rowNote(row, today), rowState(row, today).text])
  }
  const [monday, waiting] = ["până vineri, 27\u00a0nov.", "De activat"]
  expect(await shown()).toEqual([[monday, "4 zile"]])
  const { id } = await aSubscription(t.app, { ...bought, smartcardId, status: "ready" })
  expect(await shown()).toEqual([[`${monday}, apoi luna plătită`, waiting]])
  await t.db.execute(`update subscriptions set status = 'active', starts_at = '${inDays(4).toISOString()}',
    ends_at = '${inDays(34).toISOString()}' where id = '${id}'`)
  expect(await shown()).toEqual([["până la 27.12.2026 · 4 zile, apoi luna plătită", "34 de zile"]])
})

test("one sentence answers: what there is to do, until when the rest runs, which cards have nothing", async () => {
  const { customerId, bought, aCardUntil, aCard } = await aHolder()
  const answer = async () => answerWords(await viewOf(customerId))
  await aCardUntil("Bloc", 7)
  expect(await answer()).toBe("Totul merge până luni, 30\u00a0noiembrie.")
  await aCardUntil("Sat", 2)
  expect(await answer()).toBe("Un lucru de făcut. Restul merge până luni, 30\u00a0noiembrie.")
  const { smartcardId } = await aCard("Bunici")
  await aSubscription(t.app, { ...bought, smartcardId, status: "ready" })
  expect(await answer()).toBe("Două lucruri de făcut. Restul merge până luni, 30\u00a0noiembrie.")
  await aCard("Gol")
  expect(await answer()).toMatch(/ Un smartcard nu are pachet\.$/)
})

test("where nothing runs the page says so and leads to the packages", async () => {
  const { customerId, aCard } = await aHolder()
  await aCard("TV")
  const view = await viewOf(customerId)
  expect([answerWords(view), view.todos]).toEqual(["Niciun pachet nu merge acum.", [{ kind: "choose" }]])
})

test("what ended lately on a card without anything else is to be paid again, for two weeks", async () => {
  const { customerId, aCardUntil } = await aHolder()
  await aCardUntil("TV", -3)
  const kinds = async () => (await viewOf(customerId)).todos.map(({ kind }) => kind)
  expect(await kinds()).toEqual(["restart"])
  t.clock.advance(12 * dayMs)
  expect(await kinds()).toEqual(["choose"])
})

test("the page knows that it is current until anything on it changes", async () => {
  const { customerId, aCardUntil } = await aHolder()
  await aCardUntil("TV", 20)
  const before = (await viewOf(customerId)).watched
  expect((await viewOf(customerId)).watched).toEqual(before)
  t.clock.advance(dayMs)
  expect((await viewOf(customerId)).watched.state).not.toBe(before.state)
})
