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

/** A file that could not be run at all, and a test that was left out, count as failed; so does a run without a report. */
export function tallyOfVitest(name: string, file: string, endedWell: boolean): Tally {
  const report = read(file, vitestReport)
  if (!report) return nothingRan(name)
  const brokenFiles = report.testResults.filter(
    (one) => one.status === "failed" && one.assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + brokenFiles + report.numPendingTests + report.numTodoTests
  return atLeastOneRan(name, report.numPassedTests, failed, endedWell)
}

export function tallyOfPlaywright(file: string, endedWell: boolean): Tally {
  const report = read(file, playwrightReport)
  if (!report) return nothingRan("end-to-end tests")
  const { expected, flaky, skipped, unexpected } = report.stats
  return atLeastOneRan("end-to-end tests", expected, unexpected + flaky + skipped, endedWell)
}

/** The last line of a run, and whether it was a good one. */
export function sumUp(tallies: readonly Tally[]): { line: string; good: boolean } {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0)
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0)
  return { line: `${passed} passed, ${failed} failed`, good: failed === 0 && passed > 0 }
}

const nothingRan = (name: string): Tally => ({ name, passed: 0, failed: 1 })

/** A runner that ends badly without a failed test (an error between tests, an empty run) has failed all the same. */
function atLeastOneRan(name: string, passed: number, failed: number, endedWell: boolean): Tally {
  const unexplained = failed === 0 && (!endedWell || passed === 0)
  return { name, passed, failed: unexplained ? 1 : failed }
}

function read<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | undefined {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined
}
