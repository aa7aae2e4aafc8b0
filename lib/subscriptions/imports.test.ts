import { and, eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { smartcards, subscriptions } from "@/db/schema"
import type { BadLine, ImportLine } from "@/lib/domain/import-result"
import { importSmartcards } from "@/lib/smartcards/import-smartcards"
import { aSmartcard } from "@/tests/support/factories/cards"
import { anOffer, aPackage } from "@/tests/support/factories/catalogue"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { importSubscriptions } from "./import-subscriptions"

const t = useTestApp()
beforeAll(() => aPackage(t.app, { code: "familia" }))

async function* lines<Column extends string>(
  rows: readonly Record<Column, string>[],
): AsyncGenerator<ImportLine<Column>> {
  for (const [index, columns] of rows.entries()) yield { line: index + 2, columns }
}

async function importCards(rows: [serial: string, status: string, code?: string][], skipBad = false) {
  const bad: BadLine[] = []
  const options = { skipBad, serialLength: 11, onBadLine: (line: BadLine) => bad.push(line) }
  const counts = await importSmartcards(
    t.app,
    lines(rows.map(([serial, status, code = ""]) => ({ serial, status, activation_code: code }))),
    options,
  )
  return { ...counts, lines: bad }
}

type Period = [serial: string, packageCode: string, startsAt: string, endsAt: string]
async function importPeriods(rows: Period[], skipBad = false) {
  const bad: BadLine[] = []
  const options = { skipBad, serialLength: 11, onBadLine: (line: BadLine) => bad.push(line) }
  const columns = rows.map(([serial, package_code, starts_at, ends_at]) => ({
    serial,
    package_code,
    starts_at,
    ends_at,
  }))
  const counts = await importSubscriptions(t.app, lines(columns), options)
  return { ...counts, lines: bad }
}

const periodsOn = async (serial: string) => {
  const found = await t.db
    .select({ startsAt: subscriptions.startsAt, endsAt: subscriptions.endsAt })
    .from(subscriptions)
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .where(and(eq(smartcards.serial, serial as never)))
    .orderBy(subscriptions.startsAt)
  return found.map(
    ({ startsAt, endsAt }) => `${startsAt?.toISOString().slice(5, 10)}–${endsAt?.toISOString().slice(5, 10)}`,
  )
}
const day = (date: string) => `2026-${date}T12:00:00+02:00`
const card = async () => (await aSmartcard(t.app)).serial as string

test("a registry comes in, comes again without twins, and comes changed", async () => {
  expect(
    await importCards([
      ["00000000001", "in_service"],
      ["000 0000 0002", "blocked"],
    ]),
  ).toMatchObject({ inserted: 2, updated: 0, bad: 0 })
  expect(
    await importCards([
      ["00000000001", "in_service"],
      ["00000000002", "blocked"],
    ]),
  ).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 })
  expect(await importCards([["00000000001", "blocked"]])).toMatchObject({ updated: 1 })
})

test("every bad line is named with its number and reason, and nothing is written", async () => {
  const before = await t.db.$count(smartcards)
  const result = await importCards([
    ["00000000011", "in_service"],
    ["12", "in_service"],
    ["00000000012", "lost"],
    ["00000000011", "blocked"],
    ["0000000001x", "in_service"],
  ])
  expect(result).toMatchObject({ applied: false, bad: 4 })
  expect(result.lines.map(({ line }) => line).sort()).toEqual([3, 4, 5, 6])
  expect(result.lines.find(({ line }) => line === 5)?.reason).toContain("line 2")
  expect(await t.db.$count(smartcards)).toBe(before)
})

test("with skip-bad the good lines come in", async () => {
  const result = await importCards(
    [
      ["00000000021", "in_service"],
      ["x", "in_service"],
    ],
    true,
  )
  expect(result).toMatchObject({ applied: true, inserted: 1, bad: 1 })
})

test("subscriptions come in, come again without twins, and a new end updates", async () => {
  const serial = await card()
  const first: Period[] = [[serial, "familia", day("11-01"), day("12-01")]]
  expect(await importPeriods(first)).toMatchObject({ inserted: 1 })
  expect(await importPeriods(first)).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 })
  expect(await importPeriods([[serial, "familia", day("11-01"), day("12-15")]])).toMatchObject({ updated: 1 })
  expect(await periodsOn(serial)).toEqual(["11-01–12-15"])
})

test("bad lines of subscriptions are refused for what is wrong with each", async () => {
  const serial = await card()
  const result = await importPeriods([
    ["99999999999", "familia", day("11-01"), day("12-01")],
    [serial, "necunoscut", day("11-01"), day("12-01")],
    [serial, "Familia!", day("11-01"), day("12-01")],
    [serial, "familia", "2026-11-01", day("12-01")],
    [serial, "familia", day("11-01"), "2026-02-30T00:00:00Z"],
    [serial, "familia", day("12-01"), day("12-01")],
  ])
  expect(result.applied).toBe(false)
  const reasons = result.lines.sort((a, b) => a.line - b.line).map(({ reason }) => reason)
  expect(reasons).toEqual([
    "unknown smartcard 99999999999",
    "unknown package necunoscut",
    "package_code is not a package's code",
    "starts_at is not an ISO 8601 instant with offset",
    "ends_at is not an ISO 8601 instant with offset",
    "ends_at is not after starts_at",
  ])
})

test("periods that overlap in the file, or with what is stored, are bad lines; the others stay good", async () => {
  const serial = await card()
  await importPeriods([[serial, "familia", day("03-01"), day("04-01")]])
  const result = await importPeriods(
    [
      [serial, "familia", day("05-01"), day("06-01")],
      [serial, "familia", day("05-15"), day("06-15")],
      [serial, "familia", day("03-15"), day("04-15")],
      [serial, "familia", day("06-01"), day("07-01")],
    ],
    true,
  )
  expect(result.lines.map(({ line }) => line).sort()).toEqual([3, 4])
  expect(await periodsOn(serial)).toEqual(["03-01–04-01", "05-01–06-01", "06-01–07-01"])
})

test("a period may grow into the place that another one leaves in the same file", async () => {
  const serial = await card()
  await importPeriods([
    [serial, "familia", day("01-01"), day("03-01")],
    [serial, "familia", day("03-01"), day("04-01")],
  ])
  const result = await importPeriods([
    [serial, "familia", day("01-01"), day("02-01")],
    [serial, "familia", day("03-01"), day("05-01")],
  ])
  expect(result).toMatchObject({ applied: true, updated: 2 })
  expect(await periodsOn(serial)).toEqual(["01-01–02-01", "03-01–05-01"])
})

test("what a customer bought is never overwritten by a file", async () => {
  const serial = await card()
  const [{ id: smartcardId } = { id: undefined }] = await t.db
    .select()
    .from(smartcards)
    .where(eq(smartcards.serial, serial as never))
  const offer = await anOffer(t.app)
  const bought = { smartcardId, packageId: offer.packageId, offerId: offer.id }
  const startsAt = new Date(day("11-01"))
  await aSubscription(t.app, { ...bought, startsAt, endsAt: new Date(day("12-01")) })
  const [{ code } = { code: "" }] = await t.db.query.packages.findMany({
    where: (one) => eq(one.id, offer.packageId),
  })
  const result = await importPeriods([[serial, code, day("11-01"), day("12-20")]])
  expect(result.lines[0]?.reason).toContain("overlaps a period that a customer bought")
  expect(await periodsOn(serial)).toEqual(["11-01–12-01"])
})

test("the database itself refuses periods that overlap", async () => {
  const first = await aSubscription(t.app)
  const { smartcardId, packageId } = first
  await expect(
    aSubscription(t.app, { smartcardId, packageId, startsAt: new Date(day("11-20")) }),
  ).rejects.toThrow()
})
