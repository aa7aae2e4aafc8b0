import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { afterAll, expect, test } from "vitest"

const folder = mkdtempSync(join(tmpdir(), "focus-sat-compiler-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The compiler's output for one file with this project's tsconfig.json. */
function compile(text: string): string {
  writeFileSync(join(folder, "sample.ts"), text)
  const options = { incremental: false, types: [], plugins: [] }
  const config = { extends: resolve("tsconfig.json"), compilerOptions: options, include: ["sample.ts"] }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config))
  return spawnSync(resolve("node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8" }).stdout
}

test("exactOptionalPropertyTypes: an optional property may be absent, not undefined", () => {
  expect(compile("export const seller: { iban?: string } = {}\n")).toBe("")
  expect(compile("export const seller: { iban?: string } = { iban: undefined }\n")).toContain("TS2375")
})

test("noPropertyAccessFromIndexSignature: a name that no type lists needs brackets", () => {
  const declared = "declare const names: Record<string, string>\n"
  expect(compile(`${declared}export const one = names["one"]\n`)).toBe("")
  expect(compile(`${declared}export const one = names.one\n`)).toContain("TS4111")
})
