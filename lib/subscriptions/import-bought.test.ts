import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { orders, packages, subscriptions } from "@/db/schema"
import type { BadLine } from "@/lib/domain/import-result"
import { dayMs, hourMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { replaceSmartcard } from "@/lib/smartcards/replace-smartcard"
import { createActivations } from "@/tests/support/activations"
import { aSmartcard } from "@/tests/support/factories/cards"
import { violations } from "@/tests/support/invariants"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals } from "@/tests/support/withdrawals"
import { deliverCommands } from "./deliver-commands"
import { importSubscriptions } from "./import-subscriptions"

const t = useTestApp()
const { aReadyPackage, activate, rowOf } = createActivations(t)
const { confirm } = createWithdrawals(t)

type Period = { readonly serial: string; readonly code: string; readonly from: Date; readonly to: Date }

/** Last night's export of the conditional-access system. */
async function importNight(periods: readonly Period[]) {
  async function* lines() {
    for (const [at, { serial, code, from, to }] of periods.entries()) {
      const [starts_at, ends_at] = [from.toISOString(), to.toISOString()]
      yield { line: at + 2, columns: { serial, package_code: code, starts_at, ends_at } }
    }
  }
  const bad: BadLine[] = []
  const options = { skipBad: false, serialLength: 11, onBadLine: (line: BadLine) => bad.push(line) }
  return { ...(await importSubscriptions(t.app, lines(), options)), lines: bad }
}

/** A bought period that runs, as the access system lists it. */
async function aBoughtPeriod() {
  const bought = await aReadyPackage()
  await activate(bought)
  const { startsAt: from, endsAt: to } = await rowOf(bought.id)
  const [found] = await t.db.select().from(packages).where(eq(packages.id, bought.packageId))
  if (!from || !to || !found) throw new Error("The package was not activated")
  return { bought, period: { serial: bought.serial, code: found.code, from, to } }
}
const periodsOf = (packageId: (typeof subscriptions.$inferSelect)["packageId"]) =>
  t.db.select().from(subscriptions).where(eq(subscriptions.packageId, packageId))

test("a line that names what a customer bought, or a part of it, is unchanged and counted", async () => {
  const { bought, period } = await aBoughtPeriod()
  const before = await periodsOf(bought.packageId)
  const inside = { ...period, from: later(period.from, dayMs), to: later(period.to, -dayMs) }
  expect(await importNight([period, inside])).toMatchObject({
    applied: true,
    inserted: 0,
    unchanged: 2,
    stored: 2,
    bad: 0,
  })
  expect(await periodsOf(bought.packageId)).toEqual(before)
})

test("a period that was given back is not taken up again while the export still lists it", async () => {
  const { bought, period } = await aBoughtPeriod()
  await deliverCommands(t.app)
  await t.setGateway("away", bought.serial)
  expect((await confirm(bought)).ok).toBe(true)
  await deliverCommands(t.app)
  expect(await importNight([period])).toMatchObject({ applied: true, inserted: 0, unchanged: 1 })
  await t.setGateway("acknowledge", bought.serial)
  t.clock.advance(hourMs)
  await deliverCommands(t.app)
  // Closed since; the file of last night comes late.
  expect(await importNight([period])).toMatchObject({ applied: true, inserted: 0, unchanged: 1 })
  expect((await t.cardAtGateway(bought.serial)).open).toEqual([])
  // A counter sells a month on the same days.
  const sold = { ...period, from: later(period.from, minuteMs), to: later(period.to, -dayMs) }
  expect(await importNight([sold])).toMatchObject({ applied: true, inserted: 1 })
  expect(await violations(t.db)).toEqual([])
})

test("a line that contradicts what a customer bought names the order, and nothing is written", async () => {
  const { bought, period } = await aBoughtPeriod()
  const [order] = await t.db.select().from(orders).where(eq(orders.id, bought.orderId))
  const before = await periodsOf(bought.packageId)
  const result = await importNight([{ ...period, to: later(period.to, dayMs) }])
  expect(result).toMatchObject({ applied: false, bad: 1 })
  expect(result.lines[0]?.reason).toBe(`overlaps the period that order ${order?.number} bought`)
  expect(await periodsOf(bought.packageId)).toEqual(before)
})

test("a line that contradicts an order and another line too names the order", async () => {
  const { bought, period } = await aBoughtPeriod()
  const [order] = await t.db.select().from(orders).where(eq(orders.id, bought.orderId))
  const sold = { ...period, from: later(period.from, dayMs), to: later(period.to, dayMs) }
  const soldAgain = { ...sold, from: later(sold.from, dayMs), to: later(sold.to, dayMs) }
  const { lines } = await importNight([sold, soldAgain])
  const names = `overlaps the period that order ${order?.number} bought`
  expect(lines).toMatchObject([{ reason: names }, { reason: names }])
})

test("after a replacement the old serial stands for the new card, also when that was replaced as well", async () => {
  const { bought, period } = await aBoughtPeriod()
  const other = await aSmartcard(t.app)
  const sold = { ...period, serial: other.serial }
  await importNight([sold])
  for (const from of [bought.serial, other.serial]) {
    const [second, third] = [(await aSmartcard(t.app)).serial, (await aSmartcard(t.app)).serial]
    expect(await replaceSmartcard(t.app, { from, to: second })).toMatchObject({ ok: true })
    expect(await replaceSmartcard(t.app, { from: second, to: third })).toMatchObject({ ok: true })
  }
  const before = await periodsOf(bought.packageId)
  expect(await importNight([period, sold])).toMatchObject({ applied: true, unchanged: 2, bad: 0 })
  expect(await periodsOf(bought.packageId)).toEqual(before)
  expect(await importNight([{ ...sold, to: later(sold.to, dayMs) }])).toMatchObject({ updated: 1 })
})

test("after a replacement the new card's period may begin on that day, also what was imported", async () => {
  const { period } = await aBoughtPeriod()
  const [from, to] = [(await aSmartcard(t.app)).serial, (await aSmartcard(t.app)).serial]
  await importNight([{ ...period, serial: from }])
  await replaceSmartcard(t.app, { from, to })
  const today = { ...period, serial: to, from: later(period.from, 3 * dayMs) }
  expect(await importNight([today])).toMatchObject({ applied: true, unchanged: 1, stored: 1, inserted: 0 })
})

test("what a counter sold on a card that was replaced since is granted on the new card, once", async () => {
  const { period } = await aBoughtPeriod()
  const [from, to] = [(await aSmartcard(t.app)).serial, (await aSmartcard(t.app)).serial]
  await replaceSmartcard(t.app, { from, to })
  const sold = { ...period, serial: from }
  expect(await importNight([sold])).toMatchObject({ applied: true, inserted: 1 })
  // The old card still lists it the next night.
  expect(await importNight([sold])).toMatchObject({ applied: true, inserted: 0 })
  await deliverCommands(t.app)
  const { commands } = await t.cardAtGateway(to)
  expect(commands.map(({ type }) => type)).toEqual(["grant"])
})

test("what a counter sold is granted again after a revoke that was waiting when it was imported", async () => {
  const { bought, period } = await aBoughtPeriod()
  await deliverCommands(t.app)
  await t.setGateway("away", bought.serial)
  await confirm(bought)
  await deliverCommands(t.app)
  const sold = { ...period, from: later(period.from, minuteMs), to: later(period.to, -dayMs) }
  await importNight([sold])
  await t.setGateway("acknowledge", bought.serial)
  t.clock.advance(hourMs)
  await deliverCommands(t.app)
  const { commands } = await t.cardAtGateway(bought.serial)
  expect(commands.map(({ type }) => type)).toEqual(["grant", "revoke", "grant"])
  expect(await violations(t.db)).toEqual([])
})
