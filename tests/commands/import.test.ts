import { execFile } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { eq } from "drizzle-orm"
import { afterAll, afterEach, expect, test, vi } from "vitest"
import { auditEvents, offers, smartcards, subscriptions } from "@/db/schema"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()
const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), "focus-sat-import-"))

afterEach(() => {
  vi.unstubAllEnvs()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0

/** Runs `npm run import -- KIND FILE`, as the operator does. Throws if the exit code is not 0. */
async function importFile(kind: string, content: string | Buffer, ...words: string[]) {
  files += 1
  const file = join(folder, `${kind}-${files}`)
  writeFileSync(file, content)
  const env = { ...process.env, DATABASE_URL: t.databaseUrl }
  const { stdout } = await run("npm", ["run", "--silent", "import", "--", kind, file, ...words], { env })
  return stdout
}

test("the three imports bring in a catalogue, smartcards and running subscriptions", async () => {
  const catalogue = {
    packages: [
      {
        code: "familia",
        name: "Familia",
        offers: [{ code: "familia-1", months: 1, priceBani: 4_400 }],
      },
    ],
  }
  const first = await importFile("catalogue", JSON.stringify(catalogue))
  expect(first).toContain("1 packages with 1 offers")
  const second = await importFile("smartcards", "serial,status\n02000000001,in_service\n")
  expect(second).toContain("1 new")
  const period = "02000000001,familia,2026-11-01T12:00:00+02:00,2026-12-01T12:00:00+02:00"
  const third = await importFile("subscriptions", `serial,package_code,starts_at,ends_at\n${period}\n`)
  expect(third).toContain("1 new")
  expect(await t.db.$count(offers)).toBe(1)
  expect(await t.db.$count(smartcards)).toBe(1)
  expect(await t.db.$count(subscriptions)).toBe(1)
  expect(await t.db.$count(auditEvents, eq(auditEvents.kind, "file-imported"))).toBe(3)
})

test("a command without a person's name is refused before it touches anything", async () => {
  const [cards, events] = [await t.db.$count(smartcards), await t.db.$count(auditEvents)]
  const file = "serial,status\n02000000002,in_service\n"
  for (const OPERATOR_NAME of ["", "  ", "Olga\tOperator"]) {
    vi.stubEnv("OPERATOR_NAME", OPERATOR_NAME)
    const refused = importFile("smartcards", file)
    await expect(refused).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Set OPERATOR_NAME/),
    })
  }
  expect([await t.db.$count(smartcards), await t.db.$count(auditEvents)]).toEqual([cards, events])
})

test("a catalogue that is not JSON is refused in one sentence, and nothing is written", async () => {
  const before = await t.db.$count(offers)
  const refused = await importFile("catalogue", "{").catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("Nothing was written.") })
  expect(await t.db.$count(offers)).toBe(before)
})

test("with --dry-run each import shows what would change, and writes nothing", async () => {
  const counts = async () => [
    await t.db.$count(offers),
    await t.db.$count(smartcards),
    await t.db.$count(subscriptions),
  ]
  const before = await counts()
  const catalogue = {
    packages: [
      { code: "familia", name: "\u015etiri", offers: [{ code: "familia-3", months: 3, priceBani: 12_000 }] },
    ],
  }
  const first = await importFile("catalogue", JSON.stringify(catalogue), "--dry-run")
  expect(first).toContain("offer familia-3: new, familia, 3 months, 120.00 lei")
  expect(first).toMatch(/offer familia-1: .*off sale \(was .*on sale/)
  expect(first).toContain('package familia: Știri, "" (was Familia, "")')
  const cards = "serial;status\r\n02000000001;blocked\r\n02000000002;in_service\r\n;\r\n"
  const second = await importFile("smartcards", `\uFEFF${cards}`, "--dry-run")
  expect(second).toContain("02000000001: blocked instead of in_service\n02000000002: new, in_service\n")
  expect(second).toContain("1 new, 1 updated, 0 unchanged")
  const period = "02000000001;familia;2026-11-01T12:00:00+02:00;2026-12-15T12:00:00+02:00"
  const periods = `serial;package_code;starts_at;ends_at\r\n${period}\r\n`
  const third = await importFile("subscriptions", periods, "--dry-run")
  expect(third).toContain(
    "02000000001 familia from 01.11.2026 12:00: ends 15.12.2026 12:00 instead of 01.12.2026 12:00",
  )
  for (const output of [first, second, third]) expect(output).toContain("Dry run: nothing was written.")
  expect(await counts()).toEqual(before)
  expect((await t.db.select().from(smartcards)).map(({ status }) => status)).toEqual(["in_service"])
})

test("a file in Windows-1250 is refused in one sentence, which says how to save it", async () => {
  const file = Buffer.from([...Buffer.from("serial;status\r\n02000000003;bloca"), 0xfe, 0x0d, 0x0a])
  const refused = await importFile("smartcards", file).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('save it as "CSV UTF-8') })
})
