import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Child } from "@/scripts/lib/child"
import { projectRoot } from "@/scripts/lib/data-folder"
import { endOf, nodeWithTypeScript, startTool } from "@/scripts/lib/tools"
import { testEnvironment } from "@/tests/support/environment"
import { type MemoryCurve, watchMemory } from "./memory"

/** Every worker returns the span in which its memory is measured, by Date.now(), besides its figures. */
type MeasuredSpan = { readonly startedAt: number; readonly endedAt: number }

type WorkerRun = {
  readonly script: string
  readonly task: unknown
  /** For the log and the result. */
  readonly folder: string
  readonly onStart: (child: Child) => void
}

/** Runs a worker to its end in a process of its own, and samples its memory. */
export async function runWorker<Result extends MeasuredSpan>({
  script,
  task,
  folder,
  onStart,
}: WorkerRun): Promise<Result & { readonly memory: MemoryCurve }> {
  const log = join(folder, "worker.log")
  const result = join(folder, "worker.json")
  const child = await startTool({
    ...nodeWithTypeScript(script),
    env: { ...workerEnvironment, BENCH_TASK: JSON.stringify(task), BENCH_RESULT: result },
    log,
    onStart,
  })
  const memory = watchMemory(child.pid)
  try {
    const end = await child.ended
    if (end !== "exit code 0") throw new Error(`${script}: ${end}${endOf(log)}`)
    const measured: Result = JSON.parse(readFileSync(result, "utf8"))
    return { ...measured, memory: memory.between(measured.startedAt, measured.endedAt) }
  } finally {
    memory.stop()
    await child.stop("SIGTERM", 5_000)
  }
}

/** Called in a worker: does the task and writes the result for `runWorker`. */
export async function workOn<Task>(work: (task: Task) => Promise<object>): Promise<void> {
  const { BENCH_TASK = "", BENCH_RESULT = "" } = process.env
  writeFileSync(BENCH_RESULT, JSON.stringify(await work(JSON.parse(BENCH_TASK))))
}

/** The limits that docs/operations.md recommends for small machines. */
export const nodeOptions = "--max-old-space-size=768 --max-semi-space-size=8"

/** The tests' environment in production mode. */
export const workerEnvironment: NodeJS.ProcessEnv = {
  ...testEnvironment,
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  NODE_ENV: "production",
  // BENCH_NODE_OPTIONS replaces them, for example with `--cpu-prof`.
  NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS ?? nodeOptions,
  TSX_TSCONFIG_PATH: join(projectRoot, "scripts/tsconfig.json"),
  APP_URL: "https://cont.focussat.example",
}
