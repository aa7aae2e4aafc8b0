import { spawn } from "node:child_process"
import { once } from "node:events"
import { rmSync } from "node:fs"
import { temporaryFolder } from "@/scripts/lib/postgres-files"
import type { createStopList } from "@/scripts/lib/steps"
import { bundle } from "./bundle"
import type { FloodResult, FloodTask } from "./flood-worker"

export type RunningFlood = {
  /** Resolves when the first requests are under way. */
  readonly hasBegun: Promise<unknown>
  readonly hasEnded: () => boolean
  /** Ends the flood, if it has not ended. */
  stop(): void
  readonly result: Promise<FloodResult>
}

/** Floods come from a process of their own, so that they do not delay what this process measures. */
export async function floodProgram(stops: ReturnType<typeof createStopList>) {
  const folder = temporaryFolder("focus-sat-floods-")
  stops.add("The folder", async () => rmSync(folder, { recursive: true, force: true }))
  const program = await bundle("tests/drills/support/flood-worker.ts", folder)
  return (task: FloodTask): RunningFlood => {
    const env = { ...process.env, DRILL_TASK: JSON.stringify(task) }
    const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "pipe", "inherit"] })
    stops.add("The flood", async () => void child.kill())
    let over = false
    const output: string[] = []
    child.stdout.setEncoding("utf8").on("data", (text: string) => output.push(text))
    const hasBegun = once(child.stdout, "data")
    const result = once(child, "close").then(
      (): FloodResult => JSON.parse(output.join("").slice("begun\n".length)),
    )
    child.once("exit", () => {
      over = true
    })
    return { hasBegun, hasEnded: () => over, stop: () => void child.kill(), result }
  }
}
