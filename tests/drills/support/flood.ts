import { spawn } from "node:child_process"
import { rmSync } from "node:fs"
import { temporaryFolder } from "@/scripts/lib/postgres-files"
import type { createStopList } from "@/scripts/lib/steps"
import { bundle } from "./bundle"
import type { FloodResult, FloodTask } from "./flood-worker"

export type RunningFlood = {
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
    const result = readAll(child.stdout).then((text): FloodResult => JSON.parse(text))
    child.once("exit", () => {
      over = true
    })
    return { hasEnded: () => over, stop: () => void child.kill(), result }
  }
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
