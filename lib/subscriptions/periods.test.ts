import { inArray } from "drizzle-orm"
import fc from "fast-check"
import { expect, test } from "vitest"
import { subscriptions } from "@/db/schema"
import type { SmartcardId } from "@/lib/domain/ids/brand"
import { dayMs, hourMs, later } from "@/lib/domain/time/lifetimes"
import { refundSubscriptions } from "@/lib/orders/refund/refund-subscriptions"
import { replaceSmartcard } from "@/lib/smartcards/replace-smartcard"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { anOffer, aPackage } from "@/tests/support/factories/catalogue"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { refusing, willing } from "@/tests/support/gateways"
import { violations } from "@/tests/support/invariants"
import {
  at,
  chosen,
  firstPlace,
  follow,
  type Modelled,
  misplaced,
  onCard,
  overlap,
  sameTimes,
  says,
  written,
} from "@/tests/support/periods-model"
import { afterQueue, queue, type Step, step } from "@/tests/support/periods-steps"
import { useTestApp } from "@/tests/support/test-app"
import { activateSubscription } from "./activate"
import { deliverCommands } from "./deliver-commands"
import { importSubscriptions } from "./import-subscriptions"
import { moveSubscription } from "./move"

const t = useTestApp()
/** How often a queued period left its place. A run in which none did proves nothing about that. */
const followed = { movedUp: 0, released: 0 }
const cardCount = 2
const packageCount = 2

/** Around the changes of the clock, the end of a year and a leap day. */
const starts = [
  "2026-10-24T22:30:00Z",
  "2027-03-27T23:45:00Z",
  "2026-12-31T21:59:59Z",
  "2028-01-31T12:00:00Z",
]

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
  async activate({ customerId, cards, packages, model }, { nth, isRefused }) {
    const bought = chosen(model, nth, "ready")
    if (!bought) return
    const { one, id } = bought
    const now = t.app.now()
    const place = firstPlace(onCard(model, one), now, one.months)
    const seenStartsAt = place.startsAt > now ? place.startsAt : null
    const asked = { customerId, id, client: aClient(), isExpress: true, seenStartsAt }
    const activated = await activateSubscription(t.app, asked)
    expect(activated.ok).toBe(one.status === "ready")
    const { serial } = at(cards, one.card)
    const { code: packageCode } = at(packages, one.pack)
    const refusal = refusing({ ...place, serial, packageCode })
    await deliverCommands({ ...t.app, entitlements: isRefused && activated.ok ? refusal : willing })
    if (activated.ok && !isRefused) Object.assign(one, { status: "active", ...place })
  },
  async move({ customerId, cards, model }, what) {
    const bought = chosen(model, what.nth, "ready")
    if (!bought) return
    const { one, id } = bought
    const toLinkId = at(cards, what.card).link.id
    const moved = await moveSubscription(t.app, { customerId, id, toLinkId, client: aClient() })
    expect(moved.ok).toBe(one.status === "ready")
    if (moved.ok) one.card = what.card
  },
  async refund({ customerId, model }, { nth, isWithdrawn }) {
    const bought = chosen(model, nth, "active")
    if (!bought) return
    const { one, id } = bought
    const now = t.app.now()
    const withdrawnBy = isWithdrawn ? customerId : null
    const refunded = await t.db.transaction((tx) => refundSubscriptions(tx, { ids: [id], withdrawnBy }, now))
    expect(refunded.length).toBe(one.status === "refunded" ? 0 : 1)
    const hadBegun = one.status === "active"
    one.status = "refunded"
    if (hadBegun) followed[isWithdrawn ? "released" : "movedUp"] += follow(model, one, { now, isWithdrawn })
  },
  async replace({ cards }, what) {
    const old = at(cards, what.card)
    const to = await aSmartcard(t.app)
    expect(await replaceSmartcard(t.app, { from: old.serial, to: to.serial })).toMatchObject({ ok: true })
    cards[what.card] = { ...to, link: old.link }
  },
  async import({ cards, packages, model }, what) {
    const startsAt = later(t.app.now(), what.inDays * dayMs)
    const endsAt = later(startsAt, what.days * dayMs)
    const others = onCard(model, what)
    const same = others.find((one) => one.id === null && sameTimes(one.startsAt, startsAt))
    const isStored = others.some((one) => says(one, { startsAt, endsAt }))
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
    expect(applied).toBe(isStored || !overlaps)
    if (isStored) return
    if (applied && same) {
      same.endsAt = endsAt
      follow(model, same, { now: t.app.now(), isWithdrawn: false })
    } else if (applied) model.push({ ...what, id: null, months: 0, status: "active", startsAt, endsAt })
  },
}

/** A step, and the job that runs each minute: what waits for a day would be taken back. */
async function take<Kind extends Step["kind"]>(world: World, what: Extract<Step, { kind: Kind }>) {
  await (acts[what.kind] as Act<Kind>)(world, what)
  await deliverCommands({ ...t.app, entitlements: willing })
}

test("after any purchases, activations, refusals, moves, refunds, replacements and imports the periods equal those of a simple model", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...starts),
      fc.constantFrom([], queue),
      fc.array(step, { minLength: 5, maxLength: 25 }),
      async (start, before, steps) => {
        t.clock.set(new Date(start))
        const model: Modelled[] = []
        const place = await world()
        for (const one of [...before, ...steps]) {
          await take({ ...place, model }, one)
          expect(misplaced(model, t.app.now())).toEqual([])
        }
        const ids: SmartcardId[] = place.cards.map(({ id }) => id)
        const rows = await t.db.select().from(subscriptions).where(inArray(subscriptions.smartcardId, ids))
        const kept = rows.filter(({ status }) => status !== "refunded")
        const found = kept.map(({ smartcardId, packageId, ...row }) =>
          written({
            ...row,
            card: ids.indexOf(smartcardId),
            pack: place.packages.findIndex(({ id }) => id === packageId),
          }),
        )
        const wanted = model.filter(({ status }) => status !== "refunded").map(written)
        expect(found.sort()).toEqual(wanted.sort())
      },
    ),
    {
      numRuns: 40,
      examples: afterQueue.map((rest) => [starts[0], queue, rest]),
    },
  )
  expect(await violations(t.db)).toEqual([])
  for (const times of [followed.movedUp, followed.released]) expect(times).toBeGreaterThan(0)
})
