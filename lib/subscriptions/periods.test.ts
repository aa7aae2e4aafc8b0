import { inArray } from "drizzle-orm"
import fc from "fast-check"
import { expect, test } from "vitest"
import { subscriptions } from "@/db/schema"
import { nextPeriod } from "@/lib/domain/packages/subscription-period"
import { dayMs, hourMs, later } from "@/lib/domain/time/lifetimes"
import { refundSubscriptions } from "@/lib/orders/refund/refund-subscriptions"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { anOffer, aPackage } from "@/tests/support/factories/catalogue"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { violations } from "@/tests/support/invariants"
import { chosen, type Modelled, onCard, overlap, sameTimes, written } from "@/tests/support/periods-model"
import { useTestApp } from "@/tests/support/test-app"
import { activateSubscription } from "./activate"
import { importSubscriptions } from "./import-subscriptions"
import { moveSubscription } from "./move"

const t = useTestApp()
const cardCount = 2
const packageCount = 2

/** Around the changes of the clock, the end of a year and a leap day. */
const starts = [
  "2026-10-24T22:30:00Z",
  "2027-03-27T23:45:00Z",
  "2026-12-31T21:59:59Z",
  "2028-01-31T12:00:00Z",
]

const nth = fc.nat({ max: 30 })
const card = fc.nat({ max: cardCount - 1 })
const pack = fc.nat({ max: packageCount - 1 })
const step = fc.oneof(
  fc.record({ kind: fc.constant("buy" as const), card, pack, months: fc.constantFrom(1, 3, 6, 12) }),
  fc.record({ kind: fc.constant("activate" as const), nth }),
  fc.record({ kind: fc.constant("move" as const), nth, card }),
  fc.record({ kind: fc.constant("refund" as const), nth }),
  fc.record({
    kind: fc.constant("import" as const),
    card,
    pack,
    inDays: fc.integer({ min: -40, max: 90 }),
    days: fc.integer({ min: 1, max: 60 }),
  }),
  fc.record({ kind: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 24 * 40 }) }),
)

async function world() {
  const customer = await aCustomer(t.app)
  const cards = await Promise.all(
    Array.from({ length: cardCount }, async () => {
      const smartcard = await aSmartcard(t.app)
      return {
        ...smartcard,
        link: await aLink(t.app, { customerId: customer.id, smartcardId: smartcard.id }),
      }
    }),
  )
  const packages = await Promise.all(Array.from({ length: packageCount }, () => aPackage(t.app)))
  return { customerId: customer.id, cards, packages }
}

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length]
  if (item === undefined) throw new Error("There is none")
  return item
}

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never
type World = Awaited<ReturnType<typeof world>> & { readonly model: Modelled[] }
type Act<Kind> = (world: World, step: Extract<Step, { kind: Kind }>) => Promise<void>

const acts: { [Kind in Step["kind"]]: Act<Kind> } = {
  async wait(_world, { hours }) {
    t.clock.advance(hours * hourMs)
  },
  async buy({ customerId, cards, packages, model }, what) {
    const packageId = at(packages, what.pack).id
    const offer = await anOffer(t.app, { packageId, months: what.months })
    const smartcardId = at(cards, what.card).id
    const wanted = { status: "ready", smartcardId, packageId, customerId, offerId: offer.id } as const
    const { id } = await aSubscription(t.app, wanted)
    model.push({ ...what, id, status: "ready", startsAt: null, endsAt: null })
  },
  async activate({ customerId, model }, { nth }) {
    const bought = chosen(model, nth)
    if (!bought) return
    const { one, id } = bought
    const now = t.app.now()
    const ends = onCard(model, one).flatMap(({ endsAt }) =>
      endsAt && endsAt > now ? [endsAt.getTime()] : [],
    )
    const lastEndsAt = ends.length > 0 ? new Date(Math.max(...ends)) : null
    const asked = { customerId, id, client: aClient(), isExpress: true, seenStartsAt: lastEndsAt }
    const activated = await activateSubscription(t.app, asked)
    expect(activated.ok).toBe(one.status === "ready")
    if (activated.ok) Object.assign(one, { status: "active", ...nextPeriod(now, lastEndsAt, one.months) })
  },
  async move({ customerId, cards, model }, what) {
    const bought = chosen(model, what.nth)
    if (!bought) return
    const { one, id } = bought
    const toLinkId = at(cards, what.card).link.id
    const moved = await moveSubscription(t.app, { customerId, id, toLinkId, client: aClient() })
    expect(moved.ok).toBe(one.status === "ready")
    if (moved.ok) one.card = what.card
  },
  async refund({ model }, { nth }) {
    const bought = chosen(model, nth)
    if (!bought) return
    const { one, id } = bought
    const refunded = await t.db.transaction((tx) => refundSubscriptions(tx, [id], t.app.now()))
    expect(refunded.length).toBe(one.status === "refunded" ? 0 : 1)
    one.status = "refunded"
  },
  async import({ cards, packages, model }, what) {
    const startsAt = later(t.app.now(), what.inDays * dayMs)
    const endsAt = later(startsAt, what.days * dayMs)
    const others = onCard(model, what)
    const same = others.find((one) => one.id === null && sameTimes(one.startsAt, startsAt))
    const overlaps = others.some((one) => one !== same && overlap(one, { startsAt, endsAt }))
    const columns = {
      serial: at(cards, what.card).serial,
      package_code: at(packages, what.pack).code,
      starts_at: startsAt.toISOString(),
      ends_at: endsAt.toISOString(),
    }
    async function* lines() {
      yield { line: 2, columns }
    }
    const options = { skipBad: false, serialLength: 11, onBadLine: () => {} }
    const { applied } = await importSubscriptions(t.app, lines(), options)
    expect(applied).toBe(!overlaps)
    if (applied && same) same.endsAt = endsAt
    else if (applied) model.push({ ...what, id: null, months: 0, status: "active", startsAt, endsAt })
  },
}

const take = <Kind extends Step["kind"]>(world: World, what: Extract<Step, { kind: Kind }>) =>
  (acts[what.kind] as Act<Kind>)(world, what)

test("after any purchases, activations, moves, refunds and imports the periods equal those of a simple model", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...starts),
      fc.array(step, { minLength: 5, maxLength: 25 }),
      async (start, steps) => {
        t.clock.set(new Date(start))
        const model: Modelled[] = []
        const place = await world()
        for (const one of steps) await take({ ...place, model }, one)
        const ids = place.cards.map(({ id }) => id)
        const rows = await t.db.select().from(subscriptions).where(inArray(subscriptions.smartcardId, ids))
        const found = rows.map(({ smartcardId, packageId, ...row }) =>
          written({
            ...row,
            card: ids.indexOf(smartcardId),
            pack: place.packages.findIndex(({ id }) => id === packageId),
          }),
        )
        expect(found.sort()).toEqual(model.map(written).sort())
      },
    ),
    { numRuns: 150 },
  )
  expect(await violations(t.db)).toEqual([])
})
