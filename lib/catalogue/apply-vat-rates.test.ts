import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { getVatBasisPoints } from "@/db/queries/vat-rates"
import { auditEvents } from "@/db/schema"
import { useTestApp } from "@/tests/support/test-app"
import { importCatalogue } from "./import-catalogue"

const t = useTestApp()

const familia = {
  code: "familia",
  name: "Familia",
  offers: [{ code: "familia-1", months: 1, priceBani: 4_400 }],
}
const bring = (content: unknown) => importCatalogue(t.app, content, { isDemo: false })

test("VAT is the rate in force at the instant: 19 % until the end of July 2025, 21 % since, by Bucharest's clock", async () => {
  expect(await getVatBasisPoints(t.db, new Date("2025-07-31T20:59:59.999Z"))).toBe(1_900)
  expect(await getVatBasisPoints(t.db, new Date("2025-07-31T21:00:00.000Z"))).toBe(2_100)
  await bring({ vatRates: [{ basisPoints: 2_200, validFrom: "2027-01-01" }], packages: [familia] })
  expect(await getVatBasisPoints(t.db, new Date("2026-12-31T21:59:59.999Z"))).toBe(2_100)
  expect(await getVatBasisPoints(t.db, new Date("2026-12-31T22:00:00.000Z"))).toBe(2_200)
})

test("a rate that has not begun goes with the file that leaves it out: a dry run shows it, the trail names it", async () => {
  const wrong = { basisPoints: 9_000, validFrom: "2027-03-01" }
  const right = { basisPoints: 2_400, validFrom: "2027-04-01" }
  await bring({ vatRates: [wrong, right], packages: [familia] })
  const changes: string[] = []
  const dry = { isDemo: false, onChange: (change: string) => changes.push(change) }
  const next = { vatRates: [right], packages: [familia] }
  expect(await importCatalogue(t.app, next, dry)).toMatchObject({ ok: true, withdrawnRates: 1 })
  expect(changes).toEqual(["VAT from 2027-02-28T22:00:00.000Z: withdrawn (was 90 %)"])
  expect(await getVatBasisPoints(t.db, new Date("2027-03-15T10:00:00Z"))).toBe(9_000)
  expect(await bring(next)).toMatchObject({ ok: true, withdrawnRates: 1 })
  expect(await getVatBasisPoints(t.db, new Date("2027-03-15T10:00:00Z"))).toBe(2_100)
  expect(await getVatBasisPoints(t.db, new Date("2027-04-15T10:00:00Z"))).toBe(2_400)
  const events = await t.db.select().from(auditEvents).where(eq(auditEvents.kind, "file-imported"))
  expect(events.at(-1)?.detail).toMatchObject({ withdrawn: "VAT 90 % from 2027-03-01" })
  expect(await bring(next)).toMatchObject({ ok: true, withdrawnRates: 0 })
})

test("a rate that has begun stays without being named, and a file that names another one for its day is refused", async () => {
  t.clock.set(new Date("2027-05-10T09:00:00Z"))
  await bring({ vatRates: [{ basisPoints: 2_500, validFrom: "2027-05-10" }], packages: [familia] })
  expect(await bring({ packages: [familia] })).toMatchObject({ ok: true, withdrawnRates: 0 })
  expect(await getVatBasisPoints(t.db, t.app.now())).toBe(2_500)
  const other = { vatRates: [{ basisPoints: 2_600, validFrom: "2027-05-10" }], packages: [familia] }
  expect(await bring(other)).toEqual({
    ok: false,
    problems: ["vatRates: 25 % has been in force since 2027-05-10; what has begun never changes"],
  })
  expect(await getVatBasisPoints(t.db, t.app.now())).toBe(2_500)
})

test("a demonstration withdraws no rate of the operator", async () => {
  await bring({ vatRates: [{ basisPoints: 2_700, validFrom: "2027-09-01" }], packages: [familia] })
  await importCatalogue(t.app, { packages: [familia] }, { isDemo: true })
  expect(await getVatBasisPoints(t.db, new Date("2027-09-15T10:00:00Z"))).toBe(2_700)
})
