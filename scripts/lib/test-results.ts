import { existsSync, readFileSync } from "node:fs"
import { z } from "zod"

export type Tally = { readonly name: string; readonly passed: number; readonly failed: number }

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
})

/** Skipped tests, files that do not load and a missing report count as failed. */
export function tallyOfVitest(name: string, file: string, endedWell: boolean): Tally {
  const report = read(file, vitestReport)
  if (!report) return nothingRan(name)
  const brokenFiles = report.testResults.filter(
    (one) => one.status === "failed" && one.assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + brokenFiles + report.numPendingTests + report.numTodoTests
  return withoutSilentFailure({ name, passed: report.numPassedTests, failed }, endedWell)
}

export function tallyOfPlaywright(file: string, endedWell: boolean): Tally {
  const report = read(file, playwrightReport)
  if (!report) return nothingRan("end-to-end tests")
  const { expected, flaky, skipped, unexpected } = report.stats
  const failed = unexpected + flaky + skipped
  return withoutSilentFailure({ name: "end-to-end tests", passed: expected, failed }, endedWell)
}

/** The last line of a run; `good` when a test passed and none failed. */
export function sumUp(tallies: readonly Tally[]): { line: string; good: boolean } {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0)
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0)
  return { line: `${passed} passed, ${failed} failed`, good: failed === 0 && passed > 0 }
}

const nothingRan = (name: string): Tally => ({ name, passed: 0, failed: 1 })

/** Adds a failure when the runner failed without a failed test, or ran no test. */
function withoutSilentFailure(tally: Tally, endedWell: boolean): Tally {
  const isSilent = tally.failed === 0 && (!endedWell || tally.passed === 0)
  return isSilent ? { ...tally, failed: 1 } : tally
}

function read<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | undefined {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined
}
