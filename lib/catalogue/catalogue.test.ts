import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { offers, packages, subscriptions } from "@/db/schema"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { anOffer } from "@/tests/support/factories/catalogue"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { importCatalogue } from "./import-catalogue"
import { listCatalogue } from "./list-catalogue"

const t = useTestApp()

const familia = {
  code: "familia",
  name: "Familia",
  description: "Pentru toată casa.",
  channels: ["Canal Unu", "Canal Doi"],
  offers: [
    { code: "familia-1", months: 1, priceBani: 4_400 },
    { code: "familia-12", months: 12, priceBani: 47_500 },
  ],
}
const sport = { code: "sport", name: "Sport", offers: [{ code: "sport-1", months: 1, priceBani: 2_500 }] }
const bring = (content: unknown) => importCatalogue(t.app, content, { isDemo: false })
const onSale = async () => (await listCatalogue(t.app)).packages

test("a file becomes the catalogue, in its order, and the same file changes nothing", async () => {
  expect(await bring({ packages: [sport, familia] })).toMatchObject({ ok: true, packages: 2, offers: 3 })
  const shown = await onSale()
  expect(shown.map(({ name }) => name)).toEqual(["Sport", "Familia"])
  expect(shown[1]).toEqual({ ...familia, isDemo: false })
  const before = await t.db.select().from(offers)
  t.clock.advance(dayMs)
  expect(await bring({ packages: [sport, familia] })).toMatchObject({ ok: true, ended: 0 })
  expect(await t.db.select().from(offers)).toEqual(before)
})

test("what the next file leaves out goes off sale, and what runs keeps running", async () => {
  await bring({ packages: [sport, familia] })
  const [sportOffer] = await t.db.select().from(offers).where(eq(offers.code, "sport-1"))
  const running = await aSubscription(t.app, { packageId: sportOffer?.packageId })
  t.clock.advance(1)
  expect(await bring({ packages: [familia] })).toMatchObject({ ok: true, ended: 1 })
  expect((await onSale()).map(({ code }) => code)).toEqual(["familia"])
  const [kept] = await t.db.select().from(subscriptions).where(eq(subscriptions.id, running.id))
  expect(kept).toEqual(running)
  expect(await bring({ packages: [familia] })).toMatchObject({ ok: true, ended: 0 })
  await bring({ packages: [familia, sport] })
  expect((await onSale()).map(({ code }) => code)).toEqual(["familia", "sport"])
})

test("letters with a cedilla are stored with a comma below, in names, descriptions and channels", async () => {
  const typed = "\u015etiri \u015fi \u0162ar\u0103"
  const stiri = { ...sport, code: "stiri", name: typed, description: typed, channels: [typed], offers: [] }
  await bring({ packages: [{ ...stiri, offers: [{ code: "stiri-1", months: 1, priceBani: 100 }] }] })
  const shown = (await onSale()).find(({ code }) => code === "stiri")
  const right = "Știri și Țară"
  expect(shown).toMatchObject({ name: right, description: right, channels: [right] })
})

test("an offer is sold from its first day to the day before its last, by Bucharest's clock", async () => {
  const dated = {
    code: "iarna-1",
    months: 1,
    priceBani: 100,
    validFrom: "2026-12-01",
    validUntil: "2027-01-01",
  }
  await bring({ packages: [{ code: "iarna", name: "Iarna", offers: [dated] }] })
  const soldAt = async (instant: string) => {
    t.clock.set(new Date(instant))
    return (await onSale()).length
  }
  expect(await soldAt("2026-11-30T21:59:59.999Z")).toBe(0)
  expect(await soldAt("2026-11-30T22:00:00.000Z")).toBe(1)
  expect(await soldAt("2026-12-31T21:59:59.999Z")).toBe(1)
  expect(await soldAt("2026-12-31T22:00:00.000Z")).toBe(0)
})

const broken: [string, unknown, string][] = [
  ["no object", "familia", "the file"],
  ["no package", { packages: [] }, "packages: names no package"],
  ["an unknown field", { packages: [{ ...familia, colour: "red" }] }, "packages[0]"],
  [
    "half a ban",
    { packages: [{ ...familia, offers: [{ ...familia.offers[0], priceBani: 1.5 }] }] },
    "packages[0].offers[0].priceBani: whole bani",
  ],
  [
    "a free offer",
    { packages: [{ ...familia, offers: [{ ...familia.offers[0], priceBani: 0 }] }] },
    "packages[0].offers[0].priceBani",
  ],
  ["a code in capitals", { packages: [{ ...familia, code: "FAMILIA" }] }, "packages[0].code"],
  [
    "a code twice",
    { packages: [familia, { ...sport, code: "familia" }] },
    "packages[1].code: the code familia stands twice",
  ],
  [
    "an offer twice",
    { packages: [familia, { ...sport, offers: [familia.offers[0]] }] },
    "the code familia-1 stands twice",
  ],
  [
    "a day that is none",
    { packages: [{ ...familia, offers: [{ ...familia.offers[0], validFrom: "2026-02-30" }] }] },
    "validFrom: a day",
  ],
  [
    "an end before its beginning",
    {
      packages: [
        { ...familia, offers: [{ ...familia.offers[0], validFrom: "2026-02-02", validUntil: "2026-02-01" }] },
      ],
    },
    "validUntil: must come after",
  ],
  [
    "a name with a line break",
    { packages: [{ ...familia, name: "Fa\nmilia" }] },
    "packages[0].name: holds a control",
  ],
]

test.each(broken)(
  "%s is refused with its place in the file, and nothing is written",
  async (_what, content, problem) => {
    await bring({ packages: [familia] })
    const before = [await t.db.select().from(packages), await t.db.select().from(offers)]
    const answer = await bring(content)
    expect(answer.ok).toBe(false)
    expect(answer.ok ? [] : answer.problems.join(" ")).toContain(problem)
    expect([await t.db.select().from(packages), await t.db.select().from(offers)]).toEqual(before)
  },
)

test("an offer that was sold cannot become another package or other months under its code", async () => {
  await bring({ packages: [familia] })
  const longer = { ...familia, offers: [{ code: "familia-1", months: 2, priceBani: 4_400 }] }
  expect(await bring({ packages: [longer] })).toMatchObject({ ok: false })
  t.clock.advance(1)
  const dearer = { ...familia, offers: [{ code: "familia-1", months: 1, priceBani: 4_900 }] }
  expect(await bring({ packages: [dearer] })).toMatchObject({ ok: true })
  expect((await onSale())[0]?.offers).toEqual([{ code: "familia-1", months: 1, priceBani: 4_900 }])
})

test("a demonstration never touches what is the operator's own", async () => {
  await bring({ packages: [{ ...familia, name: "Familia adevărată" }] })
  await anOffer(t.app, { code: "altceva-1" })
  await importCatalogue(t.app, { packages: [familia, { ...sport, code: "sport-demo" }] }, { isDemo: true })
  const shown = await onSale()
  expect(shown.find(({ code }) => code === "familia")?.name).toBe("Familia adevărată")
  expect(shown.find(({ code }) => code === "sport-demo")).toBeUndefined()
})
