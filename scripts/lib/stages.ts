import { rmSync } from "node:fs"
import type { Child } from "./child"
import { inDataFolder } from "./data-folder"
import type { StopList } from "./steps"
import { sumUp, type Tally, tallyOfPlaywright, tallyOfVitest } from "./test-results"
import { runTool } from "./tools"

type Stage = { readonly name: string; readonly seconds: number; readonly tally: Tally | undefined }

/** Runs the stages of a test run; keeps the counts and the seconds of each. */
export function createStages(stops: StopList) {
  const stages: Stage[] = []
  const onStart = (child: Child) => stops.add("A part of the tests", () => child.stop("SIGTERM", 15_000))

  /** Resolves to false when the program failed, or when the run is being stopped. */
  async function succeeds(args: readonly string[], { command = process.execPath, env = process.env } = {}) {
    if (stops.isStopping()) return false
    return runTool({ command, args, env, onStart }).then(
      () => true,
      () => false,
    )
  }

  async function timed<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    console.log(`\n— ${name}`)
    const started = performance.now()
    try {
      return await work()
    } finally {
      stages.push({ name, seconds: (performance.now() - started) / 1_000, tally: undefined })
    }
  }

  async function counted(name: string, work: () => Promise<Tally>) {
    const started = performance.now()
    console.log(`\n— ${name}`)
    const tally = await work()
    stages.push({ name, seconds: (performance.now() - started) / 1_000, tally })
  }

  return {
    onStart,
    /** Work that the tests need; it counts no tests, and its failure is thrown. */
    prepare: timed,
    failed: (name: string) => stages.push({ name, seconds: 0, tally: { name, passed: 0, failed: 1 } }),
    npmScript: (name: string, script: string, env = process.env) =>
      counted(name, async () => {
        const endedWell = await succeeds(["run", "--silent", script], { command: "npm", env })
        return { name, passed: endedWell ? 1 : 0, failed: endedWell ? 0 : 1 }
      }),
    vitest: (name: string, args: readonly string[], env = process.env) =>
      counted(name, async () => {
        const report = freshReport(`${name.replaceAll(/\W+/g, "-")}.json`)
        const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
        const vitest = ["node_modules/vitest/vitest.mjs", "run", ...args, ...reporters]
        return tallyOfVitest(name, report, await succeeds(vitest, { env }))
      }),
    playwright: (args: readonly string[], env: NodeJS.ProcessEnv) =>
      counted("end-to-end tests", async () => {
        const report = freshReport("playwright.json")
        const playwright = ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json", ...args]
        const withReport = { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report }
        return tallyOfPlaywright(report, await succeeds(playwright, { env: withReport }))
      }),
    /** Prints the table of stages and the last line of the run; true when every test passed. */
    printSummary: () => printSummary(stages),
  }
}

function printSummary(stages: readonly Stage[]): boolean {
  const width = Math.max(...stages.map(({ name }) => name.length))
  console.log("")
  for (const { name, seconds, tally } of stages) {
    const counts = tally ? `   ${tally.passed} passed, ${tally.failed} failed` : ""
    console.log(`  ${name.padEnd(width)}${`${Math.round(seconds)} s`.padStart(8)}${counts}`)
  }
  const failures = stages.flatMap(({ tally }) => tally?.failures ?? [])
  if (failures.length > 0)
    console.log(`\nFailed, or passed at the second try only:\n\n${failures.join("\n\n")}`)
  const { line, good } = sumUp(stages.flatMap(({ tally }) => tally ?? []))
  console.log(`\n${line}`)
  return good
}

/** Removes the report of an earlier run, so that it cannot be read in place of this run's. */
function freshReport(name: string): string {
  const file = inDataFolder(name)
  rmSync(file, { force: true })
  return file
}
