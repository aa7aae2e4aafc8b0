import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

/** A small project with this project's configuration and one bad file for each rule. */
const folder = mkdtempSync(join(tmpdir(), "focus-sat-linter-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at))

const samples: Record<string, { readonly rule: string; readonly text: string }> = {
  "lib/floating.ts": {
    rule: "lint/nursery/noFloatingPromises",
    text: "async function pay(): Promise<void> {}\nexport function order() {\n  pay()\n}\n",
  },
  "lib/misused.ts": {
    rule: "lint/nursery/noMisusedPromises",
    text: "async function isPaid(): Promise<boolean> {\n  return true\n}\nexport function order() {\n  if (isPaid()) return 1\n  return 0\n}\n",
  },
  "lib/switch.ts": {
    rule: "lint/nursery/useExhaustiveSwitchCases",
    text: 'type State = "open" | "paid"\nexport function words(state: State) {\n  switch (state) {\n    case "open":\n      return 1\n  }\n}\n',
  },
  "lib/long-file.ts": {
    rule: "lint/style/noExcessiveLinesPerFile",
    text: lines(201, (at) => `export const number${at} = ${at}\n`).join(""),
  },
  "lib/long-function.ts": {
    rule: "lint/complexity/noExcessiveLinesPerFunction",
    text: `export function add(sum: number) {\n${lines(60, (at) => `  sum += ${at}\n`).join("")}  return sum\n}\n`,
  },
  "lib/parameters.ts": {
    rule: "lint/complexity/useMaxParams",
    text: "export const sum = (a: number, b: number, c: number, d: number) => a + b + c + d\n",
  },
  "lib/camelCase.ts": {
    rule: "lint/style/useFilenamingConvention",
    text: "export const one = 1\n",
  },
  "lib/barrel.ts": {
    rule: "lint/performance/noBarrelFile",
    text: 'export { one } from "./camelCase"\n',
  },
  "lib/everything.ts": {
    rule: "lint/performance/noReExportAll",
    text: 'export * from "./camelCase"\n',
  },
}

const report = z.object({
  diagnostics: z.array(
    z.object({ severity: z.string(), category: z.string(), location: z.looseObject({ path: z.unknown() }) }),
  ),
})
let found: readonly string[] = []

beforeAll(() => {
  for (const [path, { text }] of Object.entries(samples)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  // Without version control, which would ignore the folder.
  const config = JSON.parse(readFileSync("biome.json", "utf8"))
  writeFileSync(join(folder, "biome.json"), JSON.stringify({ ...config, root: true, vcs: undefined }))
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"))
  const biome = ["lint", "--reporter=json", "--max-diagnostics=none", "lib"]
  const { stdout } = spawnSync(resolve("node_modules/.bin/biome"), biome, { cwd: folder, encoding: "utf8" })
  found = report.parse(JSON.parse(stdout)).diagnostics.map(({ severity, category, location }) => {
    return `${severity} ${category} ${JSON.stringify(location.path)}`
  })
})

test.for(Object.entries(samples))("%s: an error of its rule", ([path, { rule }]) => {
  const ofRule = found.filter((one) => one.startsWith(`error ${rule} `) && one.includes(path))
  expect(ofRule, found.join("\n")).not.toEqual([])
})
