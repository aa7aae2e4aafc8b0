import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { listProductionPackages, refusedLicences } from "./licences"

const packages = listProductionPackages(readFileSync("package-lock.json", "utf8"))

test("no package of production has a licence that is not allowed", () => {
  const names = packages.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(["next", "postgres", "stripe"]))
  expect(names).not.toContain("vitest")
  expect(refusedLicences(packages)).toEqual([])
})

test.each([
  ["left-pad", "GPL-3.0-only"],
  ["left-pad", "MIT AND AGPL-3.0-only"],
  ["left-pad", "(MIT OR GPL-2.0)"],
  ["left-pad", "LGPL-3.0-or-later"],
  ["left-pad", "unknown"],
  ["left-pad", "SEE LICENSE IN LICENSE.md"],
])("%s under %s is refused", (name, licence) => {
  expect(refusedLicences([{ name, version: "1.0.0", licence }])).toHaveLength(1)
})

test("a package without a licence in the lockfile is listed as unknown", () => {
  const text = JSON.stringify({ packages: { "": {}, "node_modules/a": { version: "1.0.0" } } })
  expect(listProductionPackages(text)).toEqual([{ name: "a", version: "1.0.0", licence: "unknown" }])
})
