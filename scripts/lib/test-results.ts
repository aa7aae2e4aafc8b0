import { existsSync, readFileSync } from "node:fs"
import { stripVTControlCharacters } from "node:util"
import { z } from "zod"

export type Tally = {
  readonly name: string
  readonly passed: number
  readonly failed: number
  /** The name of each failed test with the first lines of its message. */
  readonly failures?: readonly string[]
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      status: z.string(),
      name: z.string().default(""),
      message: z.string().default(""),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string().default(""),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      projectName: z.string(),
      status: z.string(),
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
    }),
  ),
})
const playwrightSuite = z.object({
  specs: z.array(playwrightSpec).default([]),
  get suites() {
    return z.array(playwrightSuite).default([])
  },
})

const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  suites: z.array(playwrightSuite).default([]),
})

/**
 * Browser tests that pass at their second try only. The summary names them; up to this many are put down to a
 * busy machine, more fail the run.
 */
const maxFlaky = 3

/** Skipped tests, files that do not load and a missing report count as failed. */
export function tallyOfVitest(name: string, file: string, endedWell: boolean): Tally {
  const report = read(file, vitestReport)
  if (!report) return nothingRan(name)
  const brokenFiles = report.testResults.filter(
    (one) => one.status === "failed" && one.assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + brokenFiles + report.numPendingTests + report.numTodoTests
  const failures = report.testResults.flatMap((file) => [
    ...(file.status === "failed" && file.message ? [failure(file.name, file.message)] : []),
    ...file.assertionResults
      .filter((one) => one.status === "failed")
      .map((one) => failure(`${file.name}: ${one.fullName}`, one.failureMessages?.join("\n"))),
  ])
  return withoutSilentFailure({ name, passed: report.numPassedTests, failed, failures }, endedWell)
}

export function tallyOfPlaywright(file: string, endedWell: boolean): Tally {
  const report = read(file, playwrightReport)
  if (!report) return nothingRan("end-to-end tests")
  const { expected, flaky, skipped, unexpected } = report.stats
  const isBusyMachine = flaky <= maxFlaky
  const failed = unexpected + skipped + (isBusyMachine ? 0 : flaky)
  const failures = report.suites.flatMap(failuresOfSuite)
  const passed = expected + (isBusyMachine ? flaky : 0)
  return withoutSilentFailure({ name: "end-to-end tests", passed, failed, failures }, endedWell)
}

function failuresOfSuite({ specs, suites }: z.output<typeof playwrightSuite>): readonly string[] {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status !== "expected")
      .map(({ projectName, status, results }) => {
        const messages = results.flatMap(({ errors }) => errors.map(({ message }) => message ?? ""))
        return failure(`${file} [${projectName}] ${title} (${status})`, messages.join("\n"))
      }),
  )
  return [...own, ...suites.flatMap(failuresOfSuite)]
}

/** The test's name, then at most twelve lines of its message, without colours. */
function failure(title: string, message = ""): string {
  const lines = stripVTControlCharacters(message).split("\n").slice(0, 12)
  return [title, ...lines.map((line) => `    ${line}`)].join("\n")
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
