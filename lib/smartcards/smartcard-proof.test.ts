import { expect, test } from "vitest"
import type { CustomerId, Serial } from "@/lib/domain/ids/brand"
import { type GivenProof, parseMonth } from "@/lib/domain/packages/smartcard-proof"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { anOffer, aPackage } from "@/tests/support/factories/catalogue"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { importSmartcards } from "./import-smartcards"
import { linkSmartcard } from "./link-smartcard"

const t = useTestApp()

async function add(serial: Serial, proof: GivenProof, customerId?: CustomerId) {
  const id = customerId ?? (await aCustomer(t.app)).id
  const linked = await linkSmartcard(t.app, {
    ...{ customerId: id, serial, label: "", client: aClient(), proof },
  })
  return linked.ok ? "linked" : linked.reason
}

async function* aFile(...rows: [serial: string, code: string][]) {
  for (const [at, [serial, activation_code]] of rows.entries()) {
    yield { line: at + 2, columns: { serial, status: "in_service", activation_code } }
  }
}

async function importCodes(...rows: [serial: string, code: string][]) {
  const bad: unknown[] = []
  const options = { skipBad: false, serialLength: 11, onBadLine: (line: unknown) => bad.push(line) }
  const { applied, updated } = await importSmartcards(t.app, aFile(...rows), options)
  return { applied, updated, bad }
}

const code = (typed: string): GivenProof => ({ kind: "code", code: typed })

test("with codes: the printed one adds the card; without it, and for any card that cannot be had, there is one answer", async () => {
  const [card, bare] = [await aSmartcard(t.app), await aSmartcard(t.app)]
  const blocked = await aSmartcard(t.app, { status: "blocked" })
  const held = await aSmartcard(t.app)
  await aLink(t.app, { smartcardId: held.id })
  expect(await importCodes([card.serial, "ab12-CD34"])).toMatchObject({ applied: true, updated: 1 })
  const { id } = await aCustomer(t.app)
  const unknown = "99999999998" as Serial
  for (const serial of [card.serial, bare.serial, blocked.serial, held.serial, unknown]) {
    expect(await add(serial, code("AB12CD35"), id)).toBe("not-proved")
    expect(await add(serial, code(""), id)).toBe("not-proved")
  }
  expect(await add(bare.serial, code("AB12CD34"), id)).toBe("not-proved")
  expect(await add(card.serial, code("ab12 cd34"), id)).toBe("linked")
  expect(await add(card.serial, code(""), id)).toBe("already-yours")
})

test("wrong codes count like wrong serials", async () => {
  const card = await aSmartcard(t.app)
  await importCodes([card.serial, "AB12CD34"])
  const { id } = await aCustomer(t.app)
  for (let guess = 0; guess < 20; guess += 1) await add(card.serial, code(`AB12CD${10 + guess}`), id)
  expect(await add(card.serial, code("AB12CD34"), id)).toBe("too-many")
})

test("a file with the same code changes nothing, one without codes keeps them, a bad or another code is named by line", async () => {
  const { serial } = await aSmartcard(t.app)
  expect(await importCodes([serial, "AB12"])).toMatchObject({ updated: 1 })
  expect(await importCodes([serial, "ab-12"])).toMatchObject({ applied: true, updated: 0 })
  expect(await importCodes([serial, ""])).toMatchObject({ applied: true, updated: 0 })
  expect(await importCodes([serial, "a!"], [serial, "XY34"])).toEqual({
    ...{ applied: false, updated: 0 },
    bad: [{ line: 2, reason: "activation_code is not 4 to 20 letters and digits" }],
  })
  expect((await importCodes([serial, "XY34"], [serial, "XY35"])).bad).toEqual([
    { line: 3, reason: "says something else about this card than line 2" },
  ])
  expect(await add(serial, code("AB12"))).toBe("linked")
})

test("with receipts: month and package of the period that began last; a card that never ran asks nothing", async () => {
  const card = await aSmartcard(t.app)
  const familia = await aPackage(t.app)
  const sport = await aPackage(t.app, { name: "Sport" })
  const on = { smartcardId: card.id, offerId: (await anOffer(t.app, { packageId: familia.id })).id }
  const period = (month: string) => ({
    startsAt: new Date(`2026-${month}-01T00:30:00+02:00`),
    endsAt: new Date(`2026-${month}-28T00:30:00+02:00`),
  })
  await aSubscription(t.app, { ...on, packageId: familia.id, ...period("10") })
  await aSubscription(t.app, { smartcardId: card.id, packageId: sport.id, ...period("09") })
  const receipt = (typed: string, packageCode: string): GivenProof => ({
    ...{ kind: "receipt", month: parseMonth(typed), packageCode },
  })
  expect(await add(card.serial, receipt("09.2026", sport.code))).toBe("not-proved")
  expect(await add(card.serial, receipt("10.2026", sport.code))).toBe("not-proved")
  expect(await add(card.serial, receipt("", ""))).toBe("not-proved")
  expect(await add(card.serial, receipt("10.2026", familia.code))).toBe("linked")
  expect(await add((await aSmartcard(t.app)).serial, receipt("", ""))).toBe("linked")
})

test("a month is read as people write it", () => {
  expect(["11.2026", "11/2026", " 2026-11 ", "11 - 2026", "1.2026"].map(parseMonth)).toEqual([
    ...["2026-11", "2026-11", "2026-11", "2026-11", "2026-01"],
  ])
  expect(["13.2026", "noiembrie", "11.26", ""].map(parseMonth)).toEqual(["", "", "", ""])
})
