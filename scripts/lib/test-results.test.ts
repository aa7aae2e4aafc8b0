import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { sumUp, tallyOfPlaywright, tallyOfVitest } from "./test-results"

let folder = ""
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "focus-sat-report-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

const report = (content: object) => {
  const file = join(folder, "report.json")
  writeFileSync(file, JSON.stringify(content))
  return file
}
const vitest = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }

test("passed and failed add up over all parts", () => {
  const sum = sumUp([
    { name: "one", passed: 3, failed: 0 },
    { name: "two", passed: 4, failed: 2 },
  ])
  expect(sum).toEqual({ line: "7 passed, 2 failed", good: false })
})

test("a run in which nothing ran is not a good one", () => {
  expect(sumUp([])).toEqual({ line: "0 passed, 0 failed", good: false })
  expect(
    tallyOfVitest("unit and database tests", report({ ...vitest, numPassedTests: 0 }), true).failed,
  ).toBe(1)
  expect(tallyOfVitest("unit and database tests", join(folder, "none.json"), true).failed).toBe(1)
})

test("a test file that cannot be loaded, a skipped test and a bad end without a failed test count as failed", () => {
  const broken = [{ status: "failed", assertionResults: [] }]
  expect(
    tallyOfVitest("unit and database tests", report({ ...vitest, testResults: broken }), false).failed,
  ).toBe(1)
  expect(
    tallyOfVitest("unit and database tests", report({ ...vitest, numPendingTests: 2 }), true).failed,
  ).toBe(2)
  expect(tallyOfVitest("unit and database tests", report(vitest), false)).toMatchObject({
    passed: 3,
    failed: 1,
  })
  const stats = { expected: 5, unexpected: 0, flaky: 1, skipped: 1 }
  expect(tallyOfPlaywright(report({ stats }), true)).toMatchObject({ passed: 6, failed: 1 })
})

test("a few browser tests may need a second try and are named; many fail the run", () => {
  const stats = { expected: 5, unexpected: 0, flaky: 3, skipped: 0 }
  const flaky = { projectName: "phone", status: "flaky", results: [{ errors: [{ message: "late" }] }] }
  const suites = [{ specs: [{ title: "pays", file: "order.spec.ts", tests: [flaky] }] }]
  expect(tallyOfPlaywright(report({ stats, suites }), true)).toMatchObject({
    passed: 8,
    failed: 0,
    failures: ["order.spec.ts [phone] pays (flaky)\n    late"],
  })
  const tooMany = report({ stats: { ...stats, flaky: 4 } })
  expect(tallyOfPlaywright(tooMany, true)).toMatchObject({ passed: 5, failed: 4 })
})

test("the summary names each failed test with its message, also inside nested suites", () => {
  const failed = { status: "failed", fullName: "adds up", failureMessages: ["\u001b[31mexpected 1\u001b[0m"] }
  const file = { status: "failed", name: "a.test.ts", message: "", assertionResults: [failed] }
  const vitestFailures = tallyOfVitest("unit", report({ ...vitest, testResults: [file] }), false).failures
  expect(vitestFailures).toEqual(["a.test.ts: adds up\n    expected 1"])

  const passing = { projectName: "phone", status: "expected", results: [{ errors: [] }] }
  const failing = { projectName: "desktop", status: "unexpected", results: [{ errors: [{ message: "no" }] }] }
  const spec = { title: "pays", file: "order.spec.ts", tests: [passing, failing] }
  const suites = [{ specs: [], suites: [{ specs: [spec] }] }]
  const stats = { expected: 1, unexpected: 1, flaky: 0, skipped: 0 }
  expect(tallyOfPlaywright(report({ stats, suites }), false).failures).toEqual([
    "order.spec.ts [desktop] pays (unexpected)\n    no",
  ])
})
