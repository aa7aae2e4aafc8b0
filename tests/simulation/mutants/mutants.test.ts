import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { patched } from "./mutant"
import { mutants } from "./run-mutants"

test("mutants have names of their own and change something", () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
  for (const { find, replace } of mutants) expect(replace).not.toBe(find)
})

test("every mutant stands in today's code", () => {
  expect(mutants.length).toBeGreaterThanOrEqual(40)
  for (const mutant of mutants) patched(mutant, readFileSync(mutant.file, "utf8"))
})

test("a patch needs its text exactly once", () => {
  const mutant = { name: "no guard", file: "a.ts", find: "if (isOver) return", replace: "" }
  expect(patched(mutant, "start; if (isOver) return; end")).toBe("start; ; end")
  expect(() => patched(mutant, "start; end")).toThrow("does not fit")
  expect(() => patched(mutant, "if (isOver) return; if (isOver) return")).toThrow("stands 2 times")
})
