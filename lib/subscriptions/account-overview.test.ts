import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers } from "@/db/schema"
import { stateWords } from "@/lib/domain/packages/subscription-state"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { anOffer, aPackage } from "@/tests/support/factories/catalogue"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { accountOverview } from "./account-overview"
import { accountPage } from "./account-page"

const t = useTestApp()

/** At noon in Bucharest: the clock stands on Monday, 23 November, at 11:00. */
const noon = (day: string) => new Date(`2026-${day}T12:00:00+02:00`)
const november = { startsAt: noon("11-01"), endsAt: noon("11-26") }

async function aHolder(label = "TV living") {
  const customer = await aCustomer(t.app)
  return { customer, smartcardId: (await aCardOf(customer, label)).smartcardId }
}
const aCardOf = (customer: Awaited<ReturnType<typeof aCustomer>>, label: string) =>
  aLink(t.app, { customerId: customer.id, label })

async function shown(customer: Awaited<ReturnType<typeof aCustomer>>) {
  const { cards } = await accountOverview(t.app, customer.id)
  const rows = cards.flatMap((card) => card.packages.map((row) => `${row.name}: ${stateWords(row.state)}`))
  return { rows, todo: await todoOf(customer) }
}

/** The most pressing thing to do. */
async function todoOf({ id: customerId }: Awaited<ReturnType<typeof aCustomer>>) {
  const [todo] = (await accountPage(t.app, { customerId, page: 1 })).todos
  if (todo?.kind === "renew") return todo.due.map(({ name, cardName }) => `${name} pe ${cardName}`)
  return todo?.kind === "activate" ? [`${todo.ready.name} pe ${todo.ready.cardName}`] : []
}

test("one subscription goes through its states as time passes", async () => {
  const { customer, smartcardId } = await aHolder()
  await aSubscription(t.app, { smartcardId, startsAt: noon("11-10"), endsAt: noon("12-10") })
  const at = async (instant: Date) => {
    t.clock.set(instant)
    return (await shown(customer)).rows
  }
  expect(await at(noon("11-01"))).toEqual(["Familia: Programat (începe la 10.11.2026)"])
  expect(await at(noon("11-20"))).toEqual(["Familia: Activ · 20 de zile"])
  expect(await at(noon("12-04"))).toEqual(["Familia: Activ · 6 zile"])
  expect(await at(noon("12-05"))).toEqual(["Familia: Expiră în 5 zile"])
  expect(await at(noon("12-09"))).toEqual(["Familia: Expiră în 1 zi"])
  expect(await at(new Date("2026-12-10T00:00:00+02:00"))).toEqual(["Familia: Expiră azi"])
  expect(await at(noon("12-10"))).toEqual(["Familia: Expirat"])
  expect(await at(new Date("2027-03-20T12:00:00+02:00"))).toEqual([])
})

test("a customer sees their cards alone, and not what another paid on them", async () => {
  const { customer, smartcardId } = await aHolder()
  const before = await aCustomer(t.app)
  await aSubscription(t.app, { smartcardId, customerId: before.id, status: "ready" })
  await aSubscription(t.app, { smartcardId, status: "refunded", ...november, customerId: customer.id })
  await aSubscription(t.app, { smartcardId: (await aHolder()).smartcardId })
  expect(await shown(customer)).toEqual({ rows: [], todo: [] })
  expect(await accountOverview(t.app, before.id)).toMatchObject({
    cards: [],
    // It is theirs still: for another card of theirs.
    unplaced: [{ name: "Familia" }],
  })
})

test("what an earlier holder bought shows package, state and last day, nothing of the purchase", async () => {
  const { customer, smartcardId } = await aHolder()
  const before = await aCustomer(t.app)
  const { id: packageId } = await aPackage(t.app)
  await anOffer(t.app, { packageId, code: "scurt", months: 1, priceBani: 4_400 })
  const { id: offerId } = await anOffer(t.app, { packageId, code: "lung", months: 12, priceBani: 47_500 })
  const bought = { smartcardId, packageId, offerId, customerId: before.id }
  const { id } = await aSubscription(t.app, { ...bought, ...november })
  const view = async () => (await accountOverview(t.app, customer.id)).cards[0]?.packages
  const nothing = {
    ...{ boughtOn: null, months: null, priceBani: 4_400, renewOfferCode: "scurt" },
    // With the last day, the share that is left would give the length of the period.
    percentLeft: null,
  }
  expect(await view()).toMatchObject([{ name: "Familia", state: { lastDay: "2026-11-26" }, ...nothing }])
  // The id holds the instant of the payment.
  expect(JSON.stringify(await view())).not.toContain(id)
  // An account that is closed leaves its purchases without a customer.
  await t.db.delete(customers).where(eq(customers.id, before.id))
  expect(await view()).toMatchObject([nothing])
  expect(JSON.stringify(await view())).not.toContain(id)
  const own = await aSubscription(t.app, { smartcardId, customerId: customer.id })
  const shownOwn = (await view())?.find(({ id }) => id === own.id)
  expect(shownOwn).toMatchObject({ boughtOn: "2026-11-23", months: 1 })
})

test("an ended period is shown once, and not at all when the package continues", async () => {
  const { customer, smartcardId } = await aHolder()
  const { id: packageId } = await aPackage(t.app)
  await aSubscription(t.app, { smartcardId, packageId, startsAt: noon("09-01"), endsAt: noon("10-01") })
  await aSubscription(t.app, { smartcardId, packageId, startsAt: noon("10-01"), endsAt: noon("11-01") })
  expect((await shown(customer)).rows).toEqual(["Familia: Expirat"])
  await aSubscription(t.app, { smartcardId, packageId, startsAt: noon("11-20"), endsAt: noon("12-20") })
  expect((await shown(customer)).rows).toEqual(["Familia: Activ · 27 de zile"])
})

/** Familia, on sale, so that it can be renewed. */
async function familiaOnSale() {
  const { id } = await aPackage(t.app)
  await anOffer(t.app, { packageId: id })
  return id
}

test("what ends soonest is the first thing to do, before what waits", async () => {
  const { customer, smartcardId } = await aHolder()
  const { id: packageId } = await aPackage(t.app, { name: "Sport Extra" })
  await aSubscription(t.app, { smartcardId, packageId, customerId: customer.id, status: "ready" })
  expect(await todoOf(customer)).toEqual(["Sport Extra pe TV living"])
  const familia = await familiaOnSale()
  const until28 = { startsAt: noon("11-01"), endsAt: noon("11-28") }
  await aSubscription(t.app, { smartcardId, packageId: familia, ...until28 })
  const { smartcardId: village } = await aCardOf(customer, "Casa de la țară")
  await aSubscription(t.app, { smartcardId: village, packageId: familia, ...november })
  expect(await todoOf(customer)).toEqual(["Familia pe Casa de la țară", "Familia pe TV living"])
})

test("what goes on without a gap is not to be renewed; the like-named card beside it does not count", async () => {
  const { customer, smartcardId } = await aHolder("TV")
  const { smartcardId: other } = await aCardOf(customer, "TV")
  const packageId = await familiaOnSale()
  const next = { packageId, startsAt: november.endsAt, endsAt: noon("12-26") }
  await aSubscription(t.app, { smartcardId, packageId, ...november })
  await aSubscription(t.app, { smartcardId: other, ...next })
  expect(await todoOf(customer)).toEqual(["Familia pe TV"])
  await aSubscription(t.app, { smartcardId, ...next })
  expect(await todoOf(customer)).toEqual([])
})

test("a later period that leaves a gap does not quiet the to-do card", async () => {
  const { customer, smartcardId } = await aHolder()
  const packageId = await familiaOnSale()
  await aSubscription(t.app, { smartcardId, packageId, ...november })
  await aSubscription(t.app, { smartcardId, packageId, startsAt: noon("11-30"), endsAt: noon("12-30") })
  expect(await todoOf(customer)).toEqual(["Familia pe TV living"])
})

test("the price is that of the same offer, else of the shortest one on sale, else none", async () => {
  const { customer, smartcardId } = await aHolder()
  const priceOf = async (name: string) => {
    const { cards } = await accountOverview(t.app, customer.id)
    return cards.flatMap((card) => card.packages).find((row) => row.name === name)?.priceBani
  }
  const imported = await aPackage(t.app, { name: "Importat" })
  await aSubscription(t.app, { smartcardId, packageId: imported.id })
  expect(await priceOf("Importat")).toBeNull()
  const validUntil = noon("11-01")
  await anOffer(t.app, { packageId: imported.id, months: 1, priceBani: 100, validUntil })
  await anOffer(t.app, { packageId: imported.id, months: 6, priceBani: 24_900 })
  await anOffer(t.app, { packageId: imported.id, months: 3, priceBani: 12_900 })
  expect(await priceOf("Importat")).toBe(12_900)
  const bought = await aPackage(t.app, { name: "Cumpărat" })
  const offer = await anOffer(t.app, { packageId: bought.id, months: 12, priceBani: 47_500 })
  const sold = { packageId: bought.id, offerId: offer.id, customerId: customer.id }
  await aSubscription(t.app, { smartcardId, ...sold })
  expect(await priceOf("Cumpărat")).toBe(47_500)
})

test("it survives JSON as it is, and names a blocked card", async () => {
  const customer = await aCustomer(t.app)
  const { id: smartcardId } = await aSmartcard(t.app, { serial: "01234567890", status: "blocked" })
  await aLink(t.app, { customerId: customer.id, smartcardId })
  await aSubscription(t.app, { smartcardId })
  const overview = await accountOverview(t.app, customer.id)
  expect(JSON.parse(JSON.stringify(overview))).toEqual(overview)
  expect(overview.cards).toMatchObject([
    { name: "Smartcard …7890", serial: "012 3456 7890", isBlocked: true, packages: [{ percentLeft: 67 }] },
  ])
})
