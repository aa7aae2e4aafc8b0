import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type Child, signalTo } from "@/scripts/lib/child"
import { endOf, startTool } from "@/scripts/lib/tools"
import { bundle } from "./bundle"

type Worker = {
  /** Somebody ends it on purpose. */
  isCondemned: boolean
  readonly share: number
  /** Its connections' application_name. */
  readonly name: string
  readonly child: Child
}

type Options = {
  /** Finds its task in DRILL_TASK, and ends well when nothing is left to do. */
  readonly script: string
  readonly folder: string
  readonly workers: number
  /** `journal` takes a line per outcome: what a killed worker knew stays known. */
  taskOf(worker: { readonly share: number; readonly name: string; readonly journal: string }): unknown
}

export type Hunt<Seen> = {
  /** Who may be worth a look; everybody when missing. */
  among?(): Promise<readonly string[]>
  /** What the database and others know of a worker that stands still. */
  look(name: string): Promise<Seen>
  isHit(seen: Seen): boolean
  readonly patienceMs?: number
}

/** A worker that stands still where it was wanted. */
export type Caught<Seen> = {
  readonly name: string
  readonly seen: Seen
  /** It never goes on; another takes its place. */
  kill(): Promise<void>
  wake(): void
}

export type Crew = ReturnType<typeof createCrew>

/** Worker processes of the product's code. */
export function createCrew({ script, folder, workers, taskOf }: Options) {
  const atWork = new Map<number, Worker>()
  const problems: string[] = []
  let hired = 0
  let isDismissed = false
  mkdirSync(folder)
  const program = bundle(script, folder)

  const nameOf = (number: number) => `drill-worker-${number}`
  const journalOf = (name: string) => join(folder, `${name}.journal`)

  async function hire(share: number): Promise<void> {
    if (isDismissed) return
    hired += 1
    const name = nameOf(hired)
    const log = join(folder, `${name}.log`)
    const child = await startTool({
      command: process.execPath,
      args: [await program],
      env: environmentOf(name, taskOf({ share, name, journal: journalOf(name) })),
      log,
      onStart: () => {},
    })
    const worker: Worker = { share, name, child, isCondemned: false }
    atWork.set(share, worker)
    child.ended.then(async (end) => {
      await child.stop("SIGKILL", 0)
      if (worker.isCondemned) return
      atWork.delete(share)
      if (end !== "exit code 0") problems.push(`${name}: ${end}${endOf(log)}`)
    })
    // It was started while everybody was sent home.
    if (isDismissed) await dismissOne(worker)
  }

  async function dismissOne(worker: Worker): Promise<void> {
    worker.isCondemned = true
    await worker.child.stop("SIGKILL", 0)
  }

  async function kill(worker: Worker): Promise<void> {
    const { name, child, share } = worker
    worker.isCondemned = true
    await child.stop("SIGKILL", 0)
    if ((await child.ended) !== "ended by SIGKILL")
      throw new Error(`${name} was killed: ${await child.ended}`)
    await hire(share)
  }

  /** Stops the worker at this instant, and lets it go on when it is not where we want it. */
  async function tryToCatch<Seen>(worker: Worker, hunt: Hunt<Seen>): Promise<Caught<Seen> | null> {
    const { name, child } = worker
    if (!signalTo(-child.pid, "SIGSTOP")) return null
    const wake = () => void signalTo(-child.pid, "SIGCONT")
    // By then the database has done what it was sent; what is still under way waits for the worker, or for another's lock.
    await sleep(10)
    const seen = await hunt.look(name)
    if (hunt.isHit(seen)) return { name, seen, wake, kill: () => kill(worker) }
    wake()
    return null
  }

  /** Stops a worker at a random instant at which it is hit; null when patience ends first. */
  async function catchOne<Seen>(hunt: Hunt<Seen>): Promise<Caught<Seen> | null> {
    const deadline = Date.now() + (hunt.patienceMs ?? 60_000)
    while (Date.now() < deadline) {
      await sleep(Math.random() * 50)
      const names = await hunt.among?.()
      const alive = [...atWork.values()].filter(({ name }) => !names || names.includes(name))
      const victim = alive[Math.floor(Math.random() * alive.length)]
      const caught = victim && (await tryToCatch(victim, hunt))
      if (caught) return caught
    }
    return null
  }

  return {
    start: () => Promise.all(Array.from({ length: workers }, (_, share) => hire(share))),
    catchOne,
    /** Kills a worker at a random instant at which it is hit, and puts a new one in its place. */
    async killOne<Seen>(hunt: Hunt<Seen>): Promise<Seen> {
      const caught = await catchOne(hunt)
      if (!caught) throw new Error("No worker could be hit")
      await caught.kill()
      return caught.seen
    },
    isAtWork: () => atWork.size > 0,
    /** Workers that ended as nobody told them to. */
    problems: (): readonly string[] => problems,
    /** What all of them wrote down, also those that were killed. */
    journal: (): readonly (readonly string[])[] =>
      Array.from({ length: hired }, (_, at) => journalOf(nameOf(at + 1)))
        .filter(existsSync)
        .flatMap((file) => readFileSync(file, "utf8").trimEnd().split("\n"))
        .map((line) => line.split(" ")),
    async dismiss() {
      isDismissed = true
      await Promise.all([...atWork.values()].map(dismissOne))
    },
  }
}

const environmentOf = (name: string, task: unknown): NodeJS.ProcessEnv => ({
  ...process.env,
  PGAPPNAME: name,
  DRILL_TASK: JSON.stringify(task),
})
