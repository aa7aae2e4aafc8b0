import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEvents, entitlementCommands, smartcards } from "@/db/schema"
import { dayMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { createActivations } from "@/tests/support/activations"
import { aLink } from "@/tests/support/factories/cards"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { violations } from "@/tests/support/invariants"
import { useTestApp } from "@/tests/support/test-app"
import { accountOverview } from "./account-overview"
import { deliverCommands } from "./deliver-commands"
import { subscriptionView } from "./subscription-view"

const t = useTestApp()
const { aReadyPackage, activate, rowOf, commandsOf, shownOf } = createActivations(t)

test("one click starts it now, for a calendar month by Bucharest's clock, and tells the gateway", async () => {
  const who = await aReadyPackage()
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
  const who = await aReadyPackage()
  const clicks = await Promise.all(Array.from({ length: 50 }, () => activate(who)))
  expect(clicks.filter(({ ok }) => ok)).toHaveLength(1)
  expect(new Set(clicks.flatMap((one) => (one.ok ? [] : [one.reason])))).toEqual(new Set(["already"]))
  expect(await commandsOf(who.id)).toHaveLength(1)
  expect(await violations(t.db)).toEqual([])
})

test("where the same package runs it waits for its end; what would start elsewhere than was shown does not start", async () => {
  const who = await aReadyPackage()
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
  // Commands of queued periods are sent at once too.
  await deliverCommands(t.app)
  expect((await t.cardAtGateway(who.serial)).open).toHaveLength(1)
  expect(await violations(t.db)).toEqual([])
})

test("many of one package on one card, activated at once, follow each other without a gap or an overlap", async () => {
  const who = await aReadyPackage()
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

async function firstWaiting(customerId: Awaited<ReturnType<typeof aReadyPackage>>["customerId"]) {
  const { cards } = await accountOverview(t.app, customerId)
  return cards.flatMap(({ packages }) => packages).find(({ activation }) => activation)?.activation
    ?.seenStartsAt
}

test("another's, one on a blocked card and one on a card that is not held any more do not start", async () => {
  const [who, stranger] = [await aReadyPackage(), await aReadyPackage()]
  expect(await activate({ ...who, customerId: stranger.customerId })).toEqual({
    ok: false,
    reason: "not-found",
  })
  await t.db.update(smartcards).set({ status: "blocked" }).where(eq(smartcards.id, who.link.smartcardId))
  expect(await activate(who)).toEqual({ ok: false, reason: "blocked" })
  expect((await rowOf(who.id)).status).toBe("ready")
  expect(await subscriptionView(t.app, { customerId: stranger.customerId, id: who.id })).toBeNull()
})

test("within the fourteen days nothing starts or is queued without the express request", async () => {
  const who = await aReadyPackage()
  const refusal = { ok: false, reason: "needs-express", lastDay: "2026-12-07" }
  const clicks = await Promise.all(Array.from({ length: 20 }, () => activate(who, { isExpress: false })))
  expect(clicks).toEqual(Array.from({ length: 20 }, () => refusal))
  const endsAt = later(t.app.now(), 10 * dayMs)
  await aSubscription(t.app, { smartcardId: who.link.smartcardId, packageId: who.packageId, endsAt })
  expect(await activate(who, { isExpress: false, seenStartsAt: endsAt })).toEqual(refusal)
  // The last minute of the fourteenth day, by Bucharest's clock.
  t.clock.set(new Date("2026-12-07T21:59:00Z"))
  expect(await activate(who, { isExpress: false })).toEqual(refusal)
  expect(await rowOf(who.id)).toMatchObject({ status: "ready", startsAt: null, activatedAt: null })
  expect(await commandsOf(who.id)).toEqual([])
  const started = and(eq(auditEvents.customerId, who.customerId), eq(auditEvents.kind, "package-activated"))
  expect(await t.db.$count(auditEvents, started)).toBe(0)
  t.clock.set(new Date("2026-12-07T22:00:00Z"))
  expect(await activate(who, { isExpress: false })).toMatchObject({ ok: true })
})

test("a package that the gateway gave back asks for the request again", async () => {
  const who = await aReadyPackage()
  await t.setGateway("refuse", who.serial)
  await activate(who)
  await deliverCommands(t.app)
  expect(await rowOf(who.id)).toMatchObject({ status: "ready", expressRequest: null })
  expect((await shownOf(who))?.activation).toMatchObject({ asksExpress: true })
  expect(await activate(who, { isExpress: false })).toMatchObject({ ok: false, reason: "needs-express" })
})

test("after fourteen days no express request is asked for, or kept", async () => {
  const who = await aReadyPackage()
  t.clock.advance(15 * dayMs)
  expect(await shownOf(who)).toMatchObject({ activation: { asksExpress: false } })
  await activate(who, { isExpress: true })
  expect((await rowOf(who.id)).expressRequest).toBeNull()
})

test("one customer's waiting package never shows, or starts, on the card's next holder's account", async () => {
  const who = await aReadyPackage()
  await t.db.delete(entitlementCommands)
  const next = await aLink(t.app)
  expect((await accountOverview(t.app, next.customerId)).cards.flatMap(({ packages }) => packages)).toEqual(
    [],
  )
  expect(await activate({ ...who, customerId: next.customerId })).toEqual({ ok: false, reason: "not-found" })
})
