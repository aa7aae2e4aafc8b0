import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { eq, getTableColumns, inArray } from "drizzle-orm"
import type { Db } from "@/db/client"
import { countUnsettledMails } from "@/db/queries/outbox-mails"
import { expiryAlerts, outboxBatches, outboxMails } from "@/db/schema"
import { secondMs } from "@/lib/domain/time/lifetimes"
import type { createStopList } from "@/scripts/lib/steps"
import { batchesHeldBy, installClaimLog, listBatchHolders } from "./claim-log"
import { mailApp } from "./mail-app"
import { startProvider } from "./mail-provider"
import type { Task } from "./mail-worker"
import { countOpenTransactions, listWriters } from "./open-transactions"
import { startOwnDatabase } from "./own-database"
import { createRecipients, isRefused } from "./reminder-recipients"
import { startRunScheduler } from "./run-scheduler"
import { createSetClock } from "./set-clock"
import { size } from "./size"
import { createWorkerPool } from "./worker-pool"

type Stops = Pick<ReturnType<typeof createStopList>, "add">
export type MailDrill = Awaited<ReturnType<typeof setUpMailDrill>>

/** The last disturbance of a mail: a fault of the provider, a kill or a pause of its worker. */
export type Disturbance = { readonly by: string; readonly at: Date }

const start = new Date("2026-11-23T09:00:00Z")
/** How far the clock moves at a time. A smaller step measures recoveries more exactly, with more runs. */
const stepMs = size(20, 10) * secondMs
const mailTables = ["outbox_mails", "outbox_batches", "expiry_alerts"]

/** Workers that run when the drill says so, with a database, a provider and a clock of their own. */
export async function setUpMailDrill(stops: Stops, { workers }: { readonly workers: number }) {
  const parts = await startParts(stops, workers)
  return {
    ...parts,
    app: mailApp({ db: parts.db, now: parts.clock.now, mailUrl: parts.provider.url }),
    ...createInspection(parts),
    ...createControls(parts, workers),
  }
}

type Parts = Awaited<ReturnType<typeof startParts>>

async function startParts(stops: Stops, workers: number) {
  const { db, folder, url } = await startOwnDatabase(stops, { name: "mail", connections: 4 })
  await installClaimLog(db)
  const clock = createSetClock(join(folder, "clock"), start)
  const disturbances = new Map<string, Disturbance>()
  const disturb = (mails: readonly string[], by: string) => {
    for (const mail of mails) disturbances.set(mail, { by, at: clock.now() })
  }
  const provider = await startProvider({
    latency: () => 20 + Math.random() * 130,
    isRefused,
    onFault: ({ mails, fault }) => disturb(mails, fault ?? ""),
  })
  stops.add("The provider", provider.close)
  const scheduler = await startRunScheduler()
  stops.add("The scheduler", scheduler.close)
  const pool = createWorkerPool({
    script: "tests/drills/support/mail-worker.ts",
    folder: join(folder, "workers"),
    workers,
    taskOf: ({ name }): Task => {
      return { url, mailUrl: provider.url, turnUrl: `${scheduler.url}/${name}`, clock: clock.file }
    },
  })
  stops.add("The workers", pool.stopAll)
  const recipients = await createRecipients(db, clock.now)
  return { db, clock, provider, scheduler, pool, recipients, disturb, disturbances }
}

const createInspection = ({ db, provider }: Parts) => ({
  /** A paused worker: has it written, which batches does it hold, is a request of it under way? */
  async inspect(name: string) {
    const { open, writing } = await countOpenTransactions(db, name, mailTables)
    const held = await batchesHeldBy(db, name)
    const underWay = provider.requests().filter(({ isUnderWay }) => isUnderWay)
    const keys = new Set(underWay.map(({ key }) => key))
    const isSending = held.some(({ batchId }) => keys.has(batchId))
    return { open, writing, held, isSending, mails: held.flatMap(({ mails }) => mails) }
  },
  writers: () => listWriters(db, mailTables),
  batchHolders: () => listBatchHolders(db),
})

function createControls({ db, clock, pool, scheduler, recipients }: Parts, workers: number) {
  async function until(isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> {
    for (const deadline = Date.now() + 120_000; !(await isTrue()); await sleep(10)) {
      const [problem] = pool.problems()
      if (problem) throw new Error(problem)
      if (Date.now() > deadline) throw new Error(`Still not true after two minutes: ${what}`)
    }
  }
  /** Until every run has ended, except that of a paused worker. */
  const untilIdle = (paused = "") =>
    until(() => scheduler.running().every((name) => name === paused), "the runs have ended")

  return {
    until,
    untilIdle,
    /** Until so many workers wait for their next run. */
    untilWaiting: (count = workers) => until(() => scheduler.waiting() >= count, "the workers wait"),
    /** Advances the clock in steps. All workers run after each step, except one that is paused. */
    async advance(milliseconds: number, paused = "") {
      for (let passed = 0; passed < milliseconds; passed += stepMs) {
        await untilIdle(paused)
        clock.advance(Math.min(stepMs, milliseconds - passed))
        scheduler.runAll()
      }
    },
    /** All workers run again and again for so long, as in production. */
    async runFor(milliseconds: number) {
      for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(30)) scheduler.runAll()
    },
    /** Advances the clock until every reminder is enqueued and every mail is settled. */
    async drain() {
      const isDone = async () =>
        (await db.$count(expiryAlerts)) === recipients.periods() && (await countUnsettledMails(db)) === 0
      for (let steps = 0; !(await isDone()); steps += 1) {
        if (steps > 100) throw new Error(`The outbox does not become empty: ${await listUnsettled(db)}`)
        await untilIdle()
        clock.advance(stepMs)
        scheduler.runAll()
        await untilIdle()
      }
    },
  }
}

/** The mails that no run sends, for the error message. */
async function listUnsettled(db: Db): Promise<string> {
  const { id, status, batchId, lastError } = getTableColumns(outboxMails)
  const { attempts, leaseUntil } = getTableColumns(outboxBatches)
  const rows = await db
    .select({ id, status, batchId, attempts, leaseUntil, lastError })
    .from(outboxMails)
    .leftJoin(outboxBatches, eq(outboxBatches.id, outboxMails.batchId))
    .where(inArray(outboxMails.status, ["waiting", "frozen"]))
    .limit(20)
  return rows.map((row) => JSON.stringify(row)).join("\n")
}
