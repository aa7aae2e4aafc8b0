import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import type { Db } from "@/db/client"
import { type Child, signalTo } from "@/scripts/lib/child"
import { projectRoot } from "@/scripts/lib/data-folder"
import { endOf, nodeWithTypeScript, startTool } from "@/scripts/lib/tools"
import type { Task } from "./invoice-worker"
import { type UnderWay, underWay } from "./under-way"

type Worker = {
  /** Somebody ends it on purpose. */
  isCondemned: boolean
  readonly share: number
  /** Its connections' application_name. */
  readonly name: string
  readonly child: Child
}

type Options = {
  readonly url: string
  readonly folder: string
  readonly workers: number
  readonly connectionsEach: number
  /** Sees what the workers do. */
  readonly watch: Db
}

/** Worker processes that issue invoices until none is left to issue. */
export function createCrew(options: Options) {
  const { folder, workers, watch } = options
  const atWork = new Map<number, Worker>()
  const problems: string[] = []
  let hired = 0
  let endedByDriver = 0
  let isDismissed = false
  mkdirSync(folder)

  async function hire(share: number): Promise<void> {
    if (isDismissed) return
    hired += 1
    const name = `invoice-worker-${hired}`
    const log = join(folder, `${name}.log`)
    const child = await startTool({
      ...nodeWithTypeScript("tests/drills/support/invoice-worker.ts"),
      env: environmentOf(name, taskOf(options, share, name)),
      log,
      onStart: () => {},
    })
    const worker: Worker = { share, name, child, isCondemned: false }
    atWork.set(share, worker)
    child.ended.then(async (end) => {
      await child.stop("SIGKILL", 0)
      if (worker.isCondemned) return
      if (driverFault.test(readFileSync(log, "utf8"))) {
        endedByDriver += 1
        await hire(share)
        return
      }
      atWork.delete(share)
      if (end !== "exit code 0") problems.push(`${name}: ${end}${endOf(log)}`)
    })
  }

  /** Stops the worker at this instant; if it is where we want it, it never goes on. */
  async function tryToKill(worker: Worker, isHit: (now: UnderWay) => boolean): Promise<UnderWay | null> {
    const { pid, ended, stop } = worker.child
    if (!signalTo(-pid, "SIGSTOP")) return null
    // By then the database has done what it was sent; what is still under way waits for the worker, or for another's lock.
    await sleep(10)
    const now = await underWay(watch, worker.name)
    if (!isHit(now)) {
      signalTo(-pid, "SIGCONT")
      return null
    }
    worker.isCondemned = true
    await stop("SIGKILL", 0)
    if ((await ended) !== "ended by SIGKILL") throw new Error(`${worker.name} was killed: ${await ended}`)
    await hire(worker.share)
    return now
  }

  return {
    start: () => Promise.all(Array.from({ length: workers }, (_, share) => hire(share))),
    /** Kills a worker at a random instant at which it is hit, and puts a new one in its place. */
    async killOne(isHit: (now: UnderWay) => boolean): Promise<UnderWay> {
      const deadline = Date.now() + 60_000
      while (Date.now() < deadline) {
        await sleep(Math.random() * 50)
        const alive = [...atWork.values()]
        const victim = alive[Math.floor(Math.random() * alive.length)]
        const hit = victim && (await tryToKill(victim, isHit))
        if (hit) return hit
      }
      throw new Error("No worker could be hit")
    },
    isAtWork: () => atWork.size > 0,
    /** Workers that the database driver ended; each was replaced. */
    endedByDriver: () => endedByDriver,
    /** Workers that ended as nobody told them to. */
    problems: (): readonly string[] => problems,
    /** What all of them wrote down, also those that were killed. */
    journal: (): readonly (readonly string[])[] =>
      Array.from({ length: hired }, (_, at) => journalOf(folder, `invoice-worker-${at + 1}`))
        .filter(existsSync)
        .flatMap((file) => readFileSync(file, "utf8").trimEnd().split("\n"))
        .map((line) => line.split(" ")),
    async dismiss() {
      isDismissed = true
      for (const worker of atWork.values()) worker.isCondemned = true
      await Promise.all([...atWork.values()].map(({ child }) => child.stop("SIGKILL", 0)))
    },
  }
}

/** postgres 3.4.9 may write to a connection that has just closed, where nobody can catch it (porsager/postgres#1208). */
const driverFault = /Cannot read properties of null \(reading 'write'\)\s+at Immediate\.nextWrite/

const journalOf = (folder: string, name: string) => join(folder, `${name}.journal`)

function taskOf({ url, folder, workers, connectionsEach }: Options, share: number, name: string): Task {
  const own = [share, (share + 1) % workers]
  return { url, connections: connectionsEach, shares: workers, own, journal: journalOf(folder, name) }
}

function environmentOf(name: string, task: Task): NodeJS.ProcessEnv {
  const tsconfig = join(projectRoot, "scripts/tsconfig.json")
  return {
    ...process.env,
    TSX_TSCONFIG_PATH: tsconfig,
    PGAPPNAME: name,
    INVOICE_TASK: JSON.stringify(task),
  }
}
