import { existsSync, globSync, readdirSync } from "node:fs"
import { basename } from "node:path"
import { afterAll, expect, test } from "vitest"
import { inFolder, npmRun, product, removeFolder, terminal } from "./support/npm"

afterAll(removeFolder)

const readOnly = [
  "payments",
  "withdrawals",
  "smartcards",
  "entitlements",
  "contact",
  "alerts status",
  "alerts preview",
  "alerts preview --at 2026-12-24T07:00Z",
]
test.for(readOnly)("npm run operator -- %s prints its list", async (words) => {
  expect(await npmRun(["operator", "--", ...words.split(" ")])).toMatchObject({ code: 0, stderr: "" })
})

const wrongWords = [
  "orders",
  "orders refuse 1",
  "orders withdraw 1",
  "smartcards release",
  "smartcards allow",
  "payments refund",
  "withdrawals all",
  "contact answered",
  "report",
]
test.for(wrongWords)("npm run operator -- %s prints the usage and fails", async (words) => {
  const end = await npmRun(["operator", "--", ...words.split(" ")])
  expect(end).toMatchObject({ code: 1, stderr: expect.stringContaining("Usage:") })
})

const ofOperators = ["operator", "import", "export"]
test.for(ofOperators)("npm run %s ends without the name of a person", async (command) => {
  const { OPERATOR_NAME: _, ...nameless } = product
  const end = await npmRun([command], nameless)
  expect(end).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(/^Set OPERATOR_NAME/) })
})

test("npm run export writes the invoices of a period", async () => {
  const days = ["--from", "2026-01-01", "--to", "2030-12-31"]
  const end = await npmRun(["export", "--", "invoices", ...days, "--out", inFolder("invoices")])
  expect(end).toMatchObject({ code: 0, stderr: "" })
  const [, written] = /(\d+) invoices written/.exec(end.stdout) ?? []
  const files = readdirSync(inFolder("invoices"))
  expect(files).toEqual(expect.arrayContaining(["invoices.csv", "invoice-lines.csv"]))
  expect(files).toHaveLength(Number(written) + 2)
})

test("npm run migrate finds the database at the newest schema, and asks for its address when it is not set", async () => {
  const owner = { ...product, DATABASE_DIRECT_URL: product["E2E_DATABASE_URL"] } as NodeJS.ProcessEnv
  expect(await npmRun(["migrate"], owner)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("newest"),
  })
  const unset = await npmRun(["migrate"], terminal)
  expect(unset).toMatchObject({ code: 1, stderr: expect.stringContaining("Set DATABASE_URL") })
})

test("npm run serve names the variables that are missing", async () => {
  const { code, stderr } = await npmRun(["serve"], terminal)
  expect(code).toBe(1)
  for (const name of ["APP_URL", "DATABASE_URL", "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"]) {
    expect(stderr).toContain(name)
  }
})

test("npm run import shows its usage and fails without words", async () => {
  const end = await npmRun(["import"])
  expect(end).toMatchObject({ code: 1, stderr: expect.stringContaining("npm run import") })
})

test("npm run bench and npm run mails show their usage and fail without words", async () => {
  expect(await npmRun(["bench"])).toMatchObject({ code: 2, stderr: expect.stringContaining("npm run bench") })
  expect(await npmRun(["mails"])).toMatchObject({ code: 1, stderr: expect.stringContaining("npm run mails") })
})

test("npm run invoice-pictures draws the sample invoices", async () => {
  const end = await npmRun(["invoice-pictures"])
  expect(end).toMatchObject({ code: 0, stderr: "" })
  const files = end.stdout.trim().split("\n")
  expect(files.length).toBeGreaterThan(1)
  for (const file of files) expect(existsSync(file)).toBe(true)
})

test("npm run design-pictures draws the components' states with the build's stylesheet", async () => {
  const end = await npmRun(["design-pictures", "--", inFolder("design")])
  expect(end).toMatchObject({ code: 0, stderr: "" })
  const names = end.stdout
    .trim()
    .split("\n")
    .map((path) => basename(path))
  expect(names.toSorted()).toEqual(readdirSync("docs/design").toSorted())
})

test("npm run site-pictures draws every file of public/", async () => {
  const folder = inFolder("public")
  const end = await npmRun(["site-pictures", "--", folder])
  expect(end).toMatchObject({ code: 0, stderr: "" })
  const files = (root: string) => globSync("**/*.*", { cwd: root }).toSorted()
  expect(files(folder)).toEqual(files("public"))
})

test("npm run sbom prints what production is made of, and npm run licences under which terms", async () => {
  const bill = await npmRun(["sbom"], terminal)
  expect(bill).toMatchObject({ code: 0, stderr: "" })
  const { bomFormat, components } = JSON.parse(bill.stdout)
  expect(bomFormat).toBe("CycloneDX")
  const names = components.map(({ name }: { name: string }) => name)
  expect(names).toEqual(expect.arrayContaining(["next", "postgres", "stripe"]))
  expect(names).not.toContain("vitest")
  const licences = await npmRun(["licences"], terminal)
  expect(licences).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/^next \S+ {2}MIT$/m) })
})

test("npm run check:language names the files that it read", async () => {
  const end = await npmRun(["check:language", "--", "tests/commands"])
  expect(end).toMatchObject({ code: 0, stdout: expect.stringContaining("The house style holds in") })
})

test("npm run simulate runs a seed and says what it found", async () => {
  const end = await npmRun(["simulate", "--", "--seed", "1", "--days", "2", "--story", "0"], terminal)
  expect(end.stdout).toMatch(/^seed 1: (?:every promise held|BROKEN) \(2 days/m)
})

test("npm run test:unit runs the tests of one file", async () => {
  const end = await npmRun(["test:unit", "--", "tests/unit/lockfile.test.ts"], terminal)
  expect(end.stdout).toContain("1 passed")
  expect(end.code).toBe(0)
})
