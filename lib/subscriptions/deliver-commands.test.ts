import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { outboxMails } from "@/db/schema"
import { minuteMs } from "@/lib/domain/time/lifetimes"
import { createActivations } from "@/tests/support/activations"
import { violations } from "@/tests/support/invariants"
import { useTestApp } from "@/tests/support/test-app"
import { deliverCommands } from "./deliver-commands"

const t = useTestApp()
const { aReadyPackage, activate, rowOf, commandsOf, shownOf } = createActivations(t)

test("refused by the gateway: it is ready again, one mail is sent, and the next click works", async () => {
  const who = await aReadyPackage()
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
  const who = await aReadyPackage()
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
  const who = await aReadyPackage()
  await activate(who)
  const runs = await Promise.all(Array.from({ length: 20 }, () => deliverCommands(t.app)))
  expect(runs.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBe(1)
  expect((await commandsOf(who.id)).map(({ attempts }) => attempts)).toEqual([1])
})
