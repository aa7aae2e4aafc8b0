import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { entitlementCommands, outboxMails, smartcards, subscriptions } from "@/db/schema"
import type { SubscriptionId } from "@/lib/domain/ids/brand"
import { dayMs, hourMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { aLink } from "@/tests/support/factories/cards"
import { aClient } from "@/tests/support/factories/clients"
import { createShop } from "@/tests/support/factories/orders"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { violations } from "@/tests/support/invariants"
import { useTestApp } from "@/tests/support/test-app"
import { accountOverview } from "./account-overview"
import { activateSubscription } from "./activate"
import { deliverCommands } from "./deliver-commands"
import { moveSubscription } from "./move"
import { refreshSignal } from "./refresh-signal"
import { subscriptionView } from "./subscription-view"

const t = useTestApp()
const { paid } = createShop(t)

/** A customer whose first card waits for a month of Familia. */
async function waiting() {
  const order = await paid()
  const [link, otherLink] = order.links
  if (!link || !otherLink) throw new Error("Two cards were made")
  const rows = await t.db.select().from(subscriptions).where(eq(subscriptions.customerId, order.customerId))
  const bought = rows.find(({ smartcardId }) => smartcardId === link.smartcardId)
  const [card] = await t.db.select().from(smartcards).where(eq(smartcards.id, link.smartcardId))
  if (!bought || !card) throw new Error("Nothing was bought")
  return { ...order, link, otherLink, id: bought.id, packageId: bought.packageId, serial: card.serial }
}

type Asked = { seenStartsAt?: Date | null; isExpress?: boolean }

const activate = (who: Pick<Awaited<ReturnType<typeof waiting>>, "customerId" | "id">, asked: Asked = {}) =>
  activateSubscription(t.app, {
    customerId: who.customerId,
    id: who.id,
    client: aClient(),
    seenStartsAt: asked.seenStartsAt ?? null,
    isExpress: asked.isExpress ?? false,
  })

async function rowOf(id: SubscriptionId) {
  const [row] = await t.db.select().from(subscriptions).where(eq(subscriptions.id, id))
  if (!row) throw new Error("The subscription is gone")
  return row
}
const commandsOf = (id: SubscriptionId) =>
  t.db.select().from(entitlementCommands).where(eq(entitlementCommands.subscriptionId, id))

async function shownOf({
  customerId,
  id,
}: {
  customerId: Awaited<ReturnType<typeof waiting>>["customerId"]
  id: SubscriptionId
}) {
  const { cards } = await accountOverview(t.app, customerId)
  return cards.flatMap(({ packages }) => packages).find((row) => row.id === id)
}

test("one click starts it now, for a calendar month by Bucharest's clock, and tells the gateway", async () => {
  const who = await waiting()
  expect(await shownOf(who)).toMatchObject({
    state: { kind: "ready" },
    activation: { firstDay: null, lastDay: "2026-12-23", seenStartsAt: "", asksExpress: true },
  })
  const activated = await activate(who, { isExpress: true })
  expect(activated).toEqual({
    ok: true,
    value: { startsAt: t.app.now(), endsAt: new Date("2026-12-23T09:00:00.000Z") },
  })
  expect(await rowOf(who.id)).toMatchObject({
    status: "active",
    expressRequest: "2026-06",
    activatedAt: t.app.now(),
  })
  expect(await shownOf(who)).toMatchObject({ state: { kind: "activating" }, signalUntil: null })

  expect(await deliverCommands(t.app)).toMatchObject({ refused: 0, flagged: 0 })
  expect(await shownOf(who)).toMatchObject({
    state: { kind: "active" },
    signalUntil: later(t.app.now(), 30 * minuteMs).toISOString(),
  })
  const { open } = await t.cardAtGateway(who.serial)
  expect(open).toMatchObject([{ startsAt: "2026-11-23T09:00:00.000Z", endsAt: "2026-12-23T09:00:00.000Z" }])
  t.clock.advance(31 * minuteMs)
  expect(await shownOf(who)).toMatchObject({ state: { kind: "active" }, signalUntil: null })
  expect(await violations(t.db)).toEqual([])
})

test("fifty clicks start it once", async () => {
  const who = await waiting()
  const clicks = await Promise.all(Array.from({ length: 50 }, () => activate(who)))
  expect(clicks.filter(({ ok }) => ok)).toHaveLength(1)
  expect(new Set(clicks.flatMap((one) => (one.ok ? [] : [one.reason])))).toEqual(new Set(["already"]))
  expect(await commandsOf(who.id)).toHaveLength(1)
  expect(await violations(t.db)).toEqual([])
})

test("where the same package runs it waits for its end; what would start elsewhere than was shown does not start", async () => {
  const who = await waiting()
  const endsAt = later(t.app.now(), 10 * dayMs)
  await aSubscription(t.app, { smartcardId: who.link.smartcardId, packageId: who.packageId, endsAt })
  expect(await activate(who)).toEqual({ ok: false, reason: "changed" })
  expect(await shownOf(who)).toMatchObject({
    activation: { firstDay: "2026-12-03", lastDay: "2027-01-03", seenStartsAt: endsAt.toISOString() },
  })
  expect(await activate(who, { seenStartsAt: endsAt })).toMatchObject({
    ok: true,
    value: { startsAt: endsAt },
  })
  expect((await shownOf(who))?.state).toMatchObject({ kind: "scheduled", firstDay: "2026-12-03" })
  // Queued periods are told at once too.
  await deliverCommands(t.app)
  expect((await t.cardAtGateway(who.serial)).open).toHaveLength(1)
  expect(await violations(t.db)).toEqual([])
})

test("many of one package on one card, activated at once, follow each other without a gap or an overlap", async () => {
  const who = await waiting()
  const more = await Promise.all(
    Array.from({ length: 5 }, () =>
      aSubscription(t.app, {
        status: "ready",
        smartcardId: who.link.smartcardId,
        packageId: who.packageId,
        customerId: who.customerId,
      }),
    ),
  )
  for (let round = 0; round < 6; round += 1) {
    const shown = (await shownOf(who))?.activation?.seenStartsAt ?? (await firstWaiting(who.customerId))
    const seenStartsAt = shown ? new Date(shown) : null
    await Promise.all(
      [who, ...more.map(({ id }) => ({ customerId: who.customerId, id }))].map((one) =>
        activate(one, { seenStartsAt }),
      ),
    )
  }
  const rows = await Promise.all([who.id, ...more.map(({ id }) => id)].map(rowOf))
  const sorted = rows.sort((a, b) => Number(a.startsAt) - Number(b.startsAt))
  expect(sorted.every(({ status }) => status === "active")).toBe(true)
  sorted.slice(1).forEach((row, at) => {
    expect(row.startsAt).toEqual(sorted[at]?.endsAt)
  })
  expect(await violations(t.db)).toEqual([])
})

async function firstWaiting(customerId: Awaited<ReturnType<typeof waiting>>["customerId"]) {
  const { cards } = await accountOverview(t.app, customerId)
  return cards.flatMap(({ packages }) => packages).find(({ activation }) => activation)?.activation
    ?.seenStartsAt
}

test("another's, one on a blocked card and one on a card that is not held any more do not start", async () => {
  const [who, stranger] = [await waiting(), await waiting()]
  expect(await activate({ ...who, customerId: stranger.customerId })).toEqual({
    ok: false,
    reason: "not-found",
  })
  await t.db.update(smartcards).set({ status: "blocked" }).where(eq(smartcards.id, who.link.smartcardId))
  expect(await activate(who)).toEqual({ ok: false, reason: "blocked" })
  expect((await rowOf(who.id)).status).toBe("ready")
  expect(await subscriptionView(t.app, { customerId: stranger.customerId, id: who.id })).toBeNull()
})

test("what waits moves to another card of the customer's, and to nobody else's", async () => {
  const [who, stranger] = [await waiting(), await waiting()]
  const move = (toLinkId: typeof who.link.id, customerId = who.customerId) =>
    moveSubscription(t.app, { customerId, id: who.id, toLinkId, client: aClient() })
  expect(await move(stranger.link.id)).toEqual({ ok: false, reason: "no-card" })
  expect(await move(stranger.link.id, stranger.customerId)).toEqual({ ok: false, reason: "not-found" })
  expect(await move(who.otherLink.id)).toEqual({ ok: true, value: undefined })
  expect((await rowOf(who.id)).smartcardId).toBe(who.otherLink.smartcardId)
  expect((await activate(who)).ok).toBe(true)
  expect(await move(who.link.id)).toEqual({ ok: false, reason: "not-ready" })
  expect(await violations(t.db)).toEqual([])
})

test("a move and a click at once end with it on one card, running there or waiting there", async () => {
  for (let round = 0; round < 10; round += 1) {
    const who = await waiting()
    const [activated, moved] = await Promise.all([
      activate(who),
      moveSubscription(t.app, {
        customerId: who.customerId,
        id: who.id,
        toLinkId: who.otherLink.id,
        client: aClient(),
      }),
    ])
    const row = await rowOf(who.id)
    expect(row.smartcardId).toBe(moved.ok ? who.otherLink.smartcardId : who.link.smartcardId)
    expect(row.status).toBe(activated.ok ? "active" : "ready")
  }
  expect(await violations(t.db)).toEqual([])
})

test("refused by the gateway: it waits again, the customer is told once, and the next click works", async () => {
  const who = await waiting()
  await t.setGateway("refuse", who.serial)
  await activate(who)
  expect(await deliverCommands(t.app)).toMatchObject({ refused: 1 })
  expect(await rowOf(who.id)).toMatchObject({ status: "ready", startsAt: null, activatedAt: null })
  expect(await shownOf(who)).toMatchObject({ state: { kind: "ready" }, wasRefused: true })
  const [command] = await commandsOf(who.id)
  expect(await t.db.$count(outboxMails, eq(outboxMails.dedupeKey, `activation-refused:${command?.id}`))).toBe(
    1,
  )
  await t.setGateway("acknowledge", who.serial)
  expect((await activate(who)).ok).toBe(true)
  await deliverCommands(t.app)
  expect(await shownOf(who)).toMatchObject({ state: { kind: "active" }, wasRefused: false })
  expect(await violations(t.db)).toEqual([])
})

test("a gateway that is away for an hour: sent again and again, flagged once, and active when it is back", async () => {
  const who = await waiting()
  await t.setGateway("away", who.serial)
  await activate(who)
  let [retried, flagged] = [0, 0]
  for (let minute = 0; minute < 70; minute += 1) {
    const counts = await deliverCommands(t.app)
    retried += counts.retried
    flagged += counts.flagged
    t.clock.advance(minuteMs)
  }
  expect(retried).toBeGreaterThan(8)
  expect(retried).toBeLessThan(20)
  expect(flagged).toBe(1)
  expect(await shownOf(who)).toMatchObject({ state: { kind: "activating" } })
  await t.setGateway("acknowledge", who.serial)
  t.clock.advance(16 * minuteMs)
  expect(await deliverCommands(t.app)).toMatchObject({ acknowledged: 1, flagged: 0 })
  expect(await shownOf(who)).toMatchObject({ state: { kind: "active" } })
  expect((await t.cardAtGateway(who.serial)).commands).toHaveLength(1)
})

test("twenty who deliver at once send each command once", async () => {
  const who = await waiting()
  await activate(who)
  const runs = await Promise.all(Array.from({ length: 20 }, () => deliverCommands(t.app)))
  expect(runs.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBe(1)
  expect((await commandsOf(who.id)).map(({ attempts }) => attempts)).toEqual([1])
})

test("the signal is sent again for what runs on an own card, a few times", async () => {
  const [who, stranger] = [await waiting(), await waiting()]
  const refresh = (customerId = who.customerId) => refreshSignal(t.app, { customerId, id: who.id })
  expect(await refresh()).toEqual({ ok: false, reason: "not-found" })
  await activate(who)
  await deliverCommands(t.app)
  t.clock.advance(hourMs)
  expect(await refresh(stranger.customerId)).toEqual({ ok: false, reason: "not-found" })
  expect((await refresh()).ok).toBe(true)
  await deliverCommands(t.app)
  expect(await shownOf(who)).toMatchObject({ signalUntil: later(t.app.now(), 30 * minuteMs).toISOString() })
  expect((await refresh()).ok).toBe(true)
  expect(await refresh()).toMatchObject({ ok: false, reason: "too-many" })
  expect((await t.cardAtGateway(who.serial)).commands.map(({ type }) => type)).toEqual(["grant", "refresh"])
})

test("after fourteen days no express request is asked for, or kept", async () => {
  const who = await waiting()
  t.clock.advance(15 * dayMs)
  expect(await shownOf(who)).toMatchObject({ activation: { asksExpress: false } })
  await activate(who, { isExpress: true })
  expect((await rowOf(who.id)).expressRequest).toBeNull()
})

test("one customer's waiting package never shows, or starts, on the card's next holder's account", async () => {
  const who = await waiting()
  await t.db.delete(entitlementCommands)
  const next = await aLink(t.app)
  expect((await accountOverview(t.app, next.customerId)).cards.flatMap(({ packages }) => packages)).toEqual(
    [],
  )
  expect(await activate({ ...who, customerId: next.customerId })).toEqual({ ok: false, reason: "not-found" })
})
