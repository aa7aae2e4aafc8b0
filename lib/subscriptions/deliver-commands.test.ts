import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { outboxMails, subscriptions } from "@/db/schema"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { dayMs, hourMs, minuteMs } from "@/lib/domain/time/lifetimes"
import type { EntitlementGateway } from "@/lib/entitlements/gateway"
import { createActivations } from "@/tests/support/activations"
import { violations } from "@/tests/support/invariants"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals } from "@/tests/support/withdrawals"
import { deliverCommands } from "./deliver-commands"
import { listCommandsToReview } from "./list-commands-to-review"

const t = useTestApp()
const { aReadyPackage, another, activate, rowOf, commandsOf, shownOf } = createActivations(t)
const { offerOf, confirm } = createWithdrawals(t)

const refusalMails = (customerId: CustomerId) =>
  t.db.$count(
    outboxMails,
    and(eq(outboxMails.customerId, customerId), eq(outboxMails.kind, "activation-refused")),
  )

test("refused by the gateway: it is ready again, one mail is sent, and the next click works", async () => {
  const who = await aReadyPackage()
  await t.setGateway("refuse", who.serial)
  await activate(who)
  expect(await deliverCommands(t.app)).toMatchObject({ refused: 1 })
  expect(await rowOf(who.id)).toMatchObject({ status: "ready", startsAt: null, activatedAt: null })
  expect(await shownOf(who)).toMatchObject({ state: { kind: "ready" }, wasRefused: true })
  expect(await refusalMails(who.customerId)).toBe(1)
  await t.setGateway("acknowledge", who.serial)
  expect((await activate(who)).ok).toBe(true)
  await deliverCommands(t.app)
  expect(await shownOf(who)).toMatchObject({ state: { kind: "active" }, wasRefused: false })
  expect(await violations(t.db)).toEqual([])
})

test("a gateway that is away for an hour: sent again and again, flagged once, and active when it is back", async () => {
  const who = await aReadyPackage()
  await t.setGateway("away", who.serial)
  await activate(who)
  expect(await shownOf(who)).toMatchObject({ state: { kind: "activating" }, isLate: false })
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
  expect(await shownOf(who)).toMatchObject({ state: { kind: "activating" }, isLate: true })
  await t.setGateway("acknowledge", who.serial)
  t.clock.advance(16 * minuteMs)
  expect(await deliverCommands(t.app)).toMatchObject({ acknowledged: 1, flagged: 0 })
  expect(await shownOf(who)).toMatchObject({ state: { kind: "active" } })
  expect((await t.cardAtGateway(who.serial)).commands).toHaveLength(1)
})

test("flagged while unanswered, then refused: given back, it waits for no person", async () => {
  const who = await aReadyPackage()
  await t.setGateway("away", who.serial)
  await activate(who)
  await deliverCommands(t.app)
  t.clock.advance(61 * minuteMs)
  expect(await deliverCommands(t.app)).toMatchObject({ flagged: 1 })
  const listed = async () =>
    (await listCommandsToReview(t.app)).filter(({ serial }) => serial === who.serial).length
  expect(await listed()).toBe(1)
  await t.setGateway("refuse", who.serial)
  t.clock.advance(16 * minuteMs)
  expect(await deliverCommands(t.app)).toMatchObject({ refused: 1 })
  expect(await rowOf(who.id)).toMatchObject({ status: "ready" })
  expect(await listed()).toBe(0)
  expect(await violations(t.db)).toEqual([])
})

test("what a closed account left running is never given back: there it would wait unseen", async () => {
  const [refused, unanswered] = [await aReadyPackage(), await aReadyPackage()]
  await t.setGateway("refuse", refused.serial)
  await t.setGateway("away", unanswered.serial)
  for (const who of [refused, unanswered]) await activate(who)
  // As after a period that moved up since the account closed: its new grant is not carried out.
  for (const { id } of [refused, unanswered])
    await t.db.update(subscriptions).set({ customerId: null }).where(eq(subscriptions.id, id))
  await deliverCommands(t.app)
  t.clock.advance(25 * hourMs)
  await deliverCommands(t.app)
  for (const { id, serial } of [refused, unanswered]) {
    expect(await rowOf(id)).toMatchObject({ status: "active" })
    expect((await listCommandsToReview(t.app)).filter((one) => one.serial === serial)).toHaveLength(1)
  }
  await t.setGateway("acknowledge", unanswered.serial)
})

test("twenty who deliver at once send each command once", async () => {
  const who = await aReadyPackage()
  await activate(who)
  const runs = await Promise.all(Array.from({ length: 20 }, () => deliverCommands(t.app)))
  expect(runs.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBe(1)
  expect((await commandsOf(who.id)).map(({ attempts }) => attempts)).toEqual([1])
})

/** A gateway that acknowledges everything and notes what it gets, and how much of one card at a time. */
function aRecorder() {
  const sent: string[] = []
  const underWay = new Map<string, number>()
  let mostAtOnce = 0
  const gateway: EntitlementGateway = {
    async send({ type, serial, startsAt }) {
      const atOnce = (underWay.get(serial) ?? 0) + 1
      mostAtOnce = Math.max(mostAtOnce, atOnce)
      underWay.set(serial, atOnce)
      await Promise.resolve()
      sent.push(`${type} ${startsAt.toISOString().slice(0, 10)}`)
      underWay.set(serial, atOnce - 1)
      return { kind: "acknowledged" }
    },
  }
  return { sent, gateway, mostAtOnce: () => mostAtOnce }
}

test("a revoke written by a process whose clock is behind follows the grant that it takes back", async () => {
  const who = await aReadyPackage()
  const { lines } = await offerOf(who)
  const read = t.app.now()
  t.clock.advance(5)
  await activate(who)
  // This process read its clock before the click and got the card's lock after it.
  t.clock.set(read)
  expect((await confirm(who, { lineIds: lines.map(({ id }) => id) })).ok).toBe(true)
  t.clock.advance(minuteMs)
  await deliverCommands(t.app)
  expect((await t.cardAtGateway(who.serial)).open).toEqual([])
  expect(await violations(t.db)).toEqual([])
})

test("of one card one command is under way at a time, across its subscriptions, in their sequence", async () => {
  const who = await aReadyPackage()
  const next = await another(who)
  await activate(who)
  await activate(next, { seenStartsAt: (await rowOf(who.id)).endsAt })
  await confirm(who)
  const { sent, gateway, mostAtOnce } = aRecorder()
  await Promise.all(Array.from({ length: 5 }, () => deliverCommands({ ...t.app, entitlements: gateway })))
  // The grants are not true any more: withdrawing made the queued package ready.
  expect(sent).toEqual(["revoke 2026-11-23", "revoke 2026-12-23"])
  expect(mostAtOnce()).toBe(1)
  await activate(next)
  await deliverCommands({ ...t.app, entitlements: gateway })
  expect(sent.slice(2)).toEqual(["grant 2026-11-23"])
  expect(await violations(t.db)).toEqual([])
})

test("unacknowledged for a day: taken back with one mail, revoked when the gateway is back, and startable again", async () => {
  const who = await aReadyPackage()
  await t.setGateway("away", who.serial)
  await activate(who)
  await deliverCommands(t.app)
  t.clock.advance(dayMs - minuteMs)
  expect(await deliverCommands(t.app)).toMatchObject({ takenBack: 0 })
  expect(await shownOf(who)).toMatchObject({ state: { kind: "activating" } })
  t.clock.advance(minuteMs)
  expect(await deliverCommands(t.app)).toMatchObject({ takenBack: 1 })
  expect(await rowOf(who.id)).toMatchObject({ status: "ready", startsAt: null, expressRequest: null })
  expect(await shownOf(who)).toMatchObject({ state: { kind: "ready" } })
  t.clock.advance(hourMs)
  expect(await deliverCommands(t.app)).toMatchObject({ takenBack: 0 })
  expect(await refusalMails(who.customerId)).toBe(1)

  await t.setGateway("acknowledge", who.serial)
  t.clock.advance(hourMs)
  await deliverCommands(t.app)
  expect((await t.cardAtGateway(who.serial)).commands.map(({ type }) => type)).toEqual(["revoke"])
  expect((await activate(who)).ok).toBe(true)
  await deliverCommands(t.app)
  expect((await t.cardAtGateway(who.serial)).open).toHaveLength(1)
  expect(await shownOf(who)).toMatchObject({ state: { kind: "active" } })
  expect(await violations(t.db)).toEqual([])
})

test("a gateway that is back after a day of outage on our side opens nothing that is taken back", async () => {
  const who = await aReadyPackage()
  await t.setGateway("away", who.serial)
  await activate(who)
  await deliverCommands(t.app)
  await t.setGateway("acknowledge", who.serial)
  // No job ran meanwhile.
  t.clock.advance(dayMs + hourMs)
  expect(await deliverCommands(t.app)).toMatchObject({ takenBack: 1 })
  expect((await t.cardAtGateway(who.serial)).commands.map(({ type }) => type)).toEqual(["revoke"])
  expect(await rowOf(who.id)).toMatchObject({ status: "ready", startsAt: null })
  expect(await refusalMails(who.customerId)).toBe(1)
  expect(await violations(t.db)).toEqual([])
})
