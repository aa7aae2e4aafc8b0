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

/** Runs `npm run import -- KIND FILE`, as the operator does. Throws if the exit code is not 0. */
async function importFile(kind: string, name: string, content: string): Promise<string> {
  const file = join(folder, name)
  writeFileSync(file, content)
  const env = { ...process.env, DATABASE_URL: t.databaseUrl }
  const { stdout } = await run("npm", ["run", "--silent", "import", "--", kind, file], { env })
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
  const first = await importFile("catalogue", "catalogue.json", JSON.stringify(catalogue))
  expect(first).toContain("1 packages with 1 offers")
  const second = await importFile("smartcards", "smartcards.csv", "serial,status\n02000000001,in_service\n")
  expect(second).toContain("1 new")
  const period = "02000000001,familia,2026-11-01T12:00:00+02:00,2026-12-01T12:00:00+02:00"
  const third = await importFile(
    "subscriptions",
    "subscriptions.csv",
    `serial,package_code,starts_at,ends_at\n${period}\n`,
  )
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
    const refused = importFile("smartcards", "more.csv", file)
    await expect(refused).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Set OPERATOR_NAME/),
    })
  }
  expect([await t.db.$count(smartcards), await t.db.$count(auditEvents)]).toEqual([cards, events])
})

test("a catalogue that is not JSON is refused in one sentence, and nothing is written", async () => {
  const before = await t.db.$count(offers)
  const refused = await importFile("catalogue", "broken.json", "{").catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("Nothing was written.") })
  expect(await t.db.$count(offers)).toBe(before)
})
