import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { driverPatchProblem, patchedLines } from "./driver-patch"

const folder = mkdtempSync(join(tmpdir(), "focus-sat-driver-"))
afterAll(() => rmSync(folder, { recursive: true }))

test("the lines that are looked for are those of the patch", () => {
  const patch = readFileSync("patches/postgres+3.4.9.patch", "utf8")
  for (const line of patchedLines) expect(patch.split(line)).toHaveLength(3)
})

test.for(["src/connection.js", "cjs/src/connection.js"])(
  "a driver without the patch in %s is refused",
  (file) => {
    cpSync("node_modules/postgres", join(folder, "node_modules/postgres"), { recursive: true })
    expect(driverPatchProblem(folder)).toBeNull()
    const path = join(folder, "node_modules/postgres", file)
    const published = readFileSync(path, "utf8").replaceAll("chunk = nextWriteTimer = query = null", "")
    writeFileSync(path, published)
    expect(driverPatchProblem(folder)).toContain("lacks our patch")
  },
)

test("a driver that a host has moved is not judged", () => {
  expect(driverPatchProblem(join(folder, "elsewhere"))).toBeNull()
})
