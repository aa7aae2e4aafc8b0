import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type Child, signalTo } from "@/scripts/lib/child"
import { endOf, startTool } from "@/scripts/lib/tools"
import { bundle } from "./bundle"

type Worker = {
  /** The pool is ending it: its exit is not a problem. */
  expectedExit: boolean
  readonly share: number
  /** Also the application_name of its database connections. */
  readonly name: string
  readonly child: Child
}

type Options = {
  /** Reads its task from DRILL_TASK, and exits with code 0 when there is nothing left to do. */
  readonly script: string
  readonly folder: string
  readonly workers: number
  /** The worker appends a line per outcome to the file `journal`; the lines of a killed worker are kept. */
  taskOf(worker: { readonly share: number; readonly name: string; readonly journal: string }): unknown
}

type Pool = {
  readonly options: Options
  readonly program: Promise<string>
  /** By share. */
  readonly running: Map<number, Worker>
  readonly problems: string[]
  startedCount: number
  isStopped: boolean
}

/** The state in which a worker is to be stopped. */
export type Target<Seen> = {
  /** The names of the workers that may be in that state; without it all of them. */
  candidates?(): Promise<readonly string[]>
  /** The state of a worker that is paused, from the database and the stand-ins. */
  inspect(name: string): Promise<Seen>
  matches(seen: Seen): boolean
  readonly patienceMs?: number
}

/** A worker that SIGSTOP has stopped in the state of the target. */
export type Paused<Seen> = {
  readonly name: string
  readonly seen: Seen
  /** Ends it with SIGKILL and starts another worker with the same share. */
  kill(): Promise<void>
  resume(): void
}

export type WorkerPool = ReturnType<typeof createWorkerPool>

/** Worker processes that run the product's code. */
export function createWorkerPool(options: Options) {
  const { script, folder, workers } = options
  mkdirSync(folder)
  const pool: Pool = {
    options,
    program: bundle(script, folder),
    running: new Map(),
    problems: [],
    startedCount: 0,
    isStopped: false,
  }
  return {
    start: () => Promise.all(Array.from({ length: workers }, (_, share) => startWorker(pool, share))),
    /** Pauses a worker at a random instant at which it matches; null after `patienceMs` (60 seconds). */
    pauseOne: <Seen>(target: Target<Seen>) => pauseOne(pool, target),
    /** Kills a worker at a random instant at which it matches, and starts another in its place. */
    async killOne<Seen>(target: Target<Seen>): Promise<Seen> {
      const paused = await pauseOne(pool, target)
      if (!paused) throw new Error("No worker matched in time")
      await paused.kill()
      return paused.seen
    },
    isRunning: () => pool.running.size > 0,
    /** Every exit that was not expected. */
    problems: (): readonly string[] => pool.problems,
    /** The words of every line that a worker wrote, killed workers included. */
    journal: () => readJournals(pool),
    async stopAll(): Promise<void> {
      pool.isStopped = true
      await Promise.all([...pool.running.values()].map(stopWorker))
    },
  }
}

async function startWorker(pool: Pool, share: number): Promise<void> {
  if (pool.isStopped) return
  pool.startedCount += 1
  const { folder, taskOf } = pool.options
  const name = nameOf(pool.startedCount)
  const task = taskOf({ share, name, journal: journalOf(folder, name) })
  const log = join(folder, `${name}.log`)
  const child = await startTool({
    command: process.execPath,
    args: [await pool.program],
    env: { ...process.env, PGAPPNAME: name, DRILL_TASK: JSON.stringify(task) },
    log,
    onStart: () => {},
  })
  const worker: Worker = { share, name, child, expectedExit: false }
  pool.running.set(share, worker)
  void watchExit(pool, worker, log)
  // stopAll may have run while this worker was starting.
  if (pool.isStopped) await stopWorker(worker)
}

const nameOf = (number: number) => `drill-worker-${number}`
const journalOf = (folder: string, name: string) => join(folder, `${name}.journal`)

async function watchExit(pool: Pool, worker: Worker, log: string): Promise<void> {
  const end = await worker.child.ended
  await worker.child.stop("SIGKILL", 0)
  if (worker.expectedExit) return
  pool.running.delete(worker.share)
  if (end !== "exit code 0") pool.problems.push(`${worker.name}: ${end}${endOf(log)}`)
}

async function stopWorker(worker: Worker): Promise<void> {
  worker.expectedExit = true
  await worker.child.stop("SIGKILL", 0)
}

async function pauseOne<Seen>(pool: Pool, target: Target<Seen>): Promise<Paused<Seen> | null> {
  const deadline = Date.now() + (target.patienceMs ?? 60_000)
  while (Date.now() < deadline) {
    await sleep(Math.random() * 50)
    const names = await target.candidates?.()
    const candidates = [...pool.running.values()].filter(({ name }) => !names || names.includes(name))
    const worker = candidates[Math.floor(Math.random() * candidates.length)]
    const paused = worker && (await pauseIfMatching(pool, worker, target))
    if (paused) return paused
  }
  return null
}

/** Stops the worker now, and resumes it at once if it does not match. */
async function pauseIfMatching<Seen>(
  pool: Pool,
  worker: Worker,
  target: Target<Seen>,
): Promise<Paused<Seen> | null> {
  const { name, child } = worker
  if (!signalTo(-child.pid, "SIGSTOP")) return null
  const resume = () => void signalTo(-child.pid, "SIGCONT")
  // The database needs this long to finish the statements that it has received: a transaction that is still
  // open after it waits for this worker, or for a lock of another.
  await sleep(10)
  const seen = await target.inspect(name)
  if (target.matches(seen)) return { name, seen, resume, kill: () => replace(pool, worker) }
  resume()
  return null
}

async function replace(pool: Pool, worker: Worker): Promise<void> {
  await stopWorker(worker)
  const end = await worker.child.ended
  if (end !== "ended by SIGKILL") throw new Error(`${worker.name} should have been killed, but: ${end}`)
  await startWorker(pool, worker.share)
}

const readJournals = ({ options, startedCount }: Pool): readonly (readonly string[])[] =>
  Array.from({ length: startedCount }, (_, at) => journalOf(options.folder, nameOf(at + 1)))
    .filter(existsSync)
    .flatMap((file) => readFileSync(file, "utf8").trimEnd().split("\n"))
    .map((line) => line.split(" "))
