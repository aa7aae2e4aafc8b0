import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Child } from "@/scripts/lib/child"
import { projectRoot } from "@/scripts/lib/data-folder"
import { endOf, nodeWithTypeScript, startTool } from "@/scripts/lib/tools"
import { type MemoryCurve, watchMemory } from "./memory"

/** What every worker tells, beside its figures: the span whose memory counts, by Date.now(). */
type Told = { readonly startedAt: number; readonly endedAt: number }

type WorkerRun = {
  readonly script: string
  readonly task: unknown
  /** Takes its log and what it tells. */
  readonly folder: string
  readonly onStart: (child: Child) => void
}

/** Runs a worker to its end in a process of its own, whose memory is watched. */
export async function runWorker<Result extends Told>({
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
    const told: Result = JSON.parse(readFileSync(result, "utf8"))
    return { ...told, memory: memory.between(told.startedAt, told.endedAt) }
  } finally {
    memory.stop()
    await child.stop("SIGTERM", 5_000)
  }
}

/** In a worker: does its task and hands over what it found. */
export async function workOn<Task>(work: (task: Task) => Promise<object>): Promise<void> {
  const { BENCH_TASK = "", BENCH_RESULT = "" } = process.env
  writeFileSync(BENCH_RESULT, JSON.stringify(await work(JSON.parse(BENCH_TASK))))
}

/** For a machine whose memory is counted (docs/operations.md). */
export const nodeOptions = "--max-old-space-size=768 --max-semi-space-size=8"

/** As in production; no secret is one. */
export const workerEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  NODE_ENV: "production",
  // For `--cpu-prof` and the like, while somebody looks for what is slow.
  NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS ?? nodeOptions,
  TSX_TSCONFIG_PATH: join(projectRoot, "scripts/tsconfig.json"),
  APP_URL: "https://cont.focussat.example",
  DATABASE_URL: "postgres://each-task-names-its-own.invalid/none",
  AUTH_SECRET: "a-secret-for-benchmarks-only-0123456789abcdef",
  RESEND_API_KEY: "re_of_the_benchmark",
  STRIPE_SECRET_KEY: "sk_test_of_the_benchmark",
  STRIPE_WEBHOOK_SECRET: "whsec_of_the_benchmark",
  ENTITLEMENT_URL: "http://gateway-of-the-benchmark.invalid",
  ENTITLEMENT_SECRET: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
  MAIL_FROM: "Focus Sat <cont@focussat.example>",
  SELLER_NAME: "Vânzător de probă SRL",
  SELLER_CUI: "RO17030766",
  SELLER_REGISTER_NUMBER: "J40/123/2020",
  SELLER_ADDRESS: "Strada Exemplului 1, Sector 1, București",
  SELLER_PHONE: "021 000 00 00",
  SELLER_EMAIL: "relatii@focussat.example",
}
