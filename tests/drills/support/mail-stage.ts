import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { eq, getTableColumns, inArray } from "drizzle-orm"
import type { Db } from "@/db/client"
import { countUnsettledMails } from "@/db/queries/outbox-mails"
import { expiryAlerts, outboxBatches, outboxMails } from "@/db/schema"
import { secondMs } from "@/lib/domain/time/lifetimes"
import type { createStopList } from "@/scripts/lib/steps"
import { createCrew } from "./crew"
import { mailApp } from "./mail-app"
import { startProvider } from "./mail-provider"
import { batchesHeldBy, holders, installWitness } from "./mail-witness"
import type { Task } from "./mail-worker"
import { startOwnDatabase } from "./own-database"
import { createRecipients, isRefused } from "./reminder-recipients"
import { createSetClock } from "./set-clock"
import { size } from "./size"
import { startTurns } from "./turns"
import { underWay, whoWrites } from "./under-way"

/** What happened to a mail last before it went its way. */
export type Touch = { readonly by: string; readonly at: Date }

export type MailStage = Awaited<ReturnType<typeof setMailStage>>

const start = new Date("2026-11-23T09:00:00Z")
/** Finer steps measure more finely, and take more runs. */
const stepMs = size(20, 10) * secondMs
const written = ["outbox_mails", "outbox_batches", "expiry_alerts"]

/** Worker processes that do expiry runs when they are called, between a database, a provider and a clock that do what the drill says. */
export async function setMailStage(
  stops: Pick<ReturnType<typeof createStopList>, "add">,
  { workers }: { readonly workers: number },
) {
  const { db, folder, url } = await startOwnDatabase(stops, { name: "mail", connections: 4 })
  await installWitness(db)
  const clockFile = join(folder, "clock")
  const clock = createSetClock(clockFile, start)
  const touches = new Map<string, Touch>()
  const touch = (mails: readonly string[], by: string) => {
    for (const mail of mails) touches.set(mail, { by, at: clock.now() })
  }
  const provider = await startProvider({
    latency: () => 20 + Math.random() * 130,
    isRefused,
    onFault: ({ mails, fault }) => touch(mails, fault ?? ""),
  })
  stops.add("The provider", provider.close)
  const turns = await startTurns()
  stops.add("The scheduler", turns.close)
  const crew = createCrew({
    script: "tests/drills/support/mail-worker.ts",
    folder: join(folder, "workers"),
    workers,
    taskOf: ({ name }): Task => {
      return { url, mailUrl: provider.url, turnUrl: `${turns.url}/${name}`, clock: clockFile }
    },
  })
  stops.add("The workers", crew.dismiss)
  const recipients = await createRecipients(db, clock.now)

  async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
    for (const deadline = Date.now() + 120_000; !(await isSo()); await sleep(10)) {
      const [problem] = crew.problems()
      if (problem) throw new Error(problem)
      if (Date.now() > deadline) throw new Error(`In two minutes it did not come about that ${what}`)
    }
  }

  /** Until every run that was called has ended. */
  const idle = (besides = "") =>
    until(() => turns.running().every((name) => name === besides), "the runs ended")

  async function isDone(): Promise<boolean> {
    const announced = await db.$count(expiryAlerts)
    return announced === recipients.periods() && (await countUnsettledMails(db)) === 0
  }

  return {
    ...{ db, clock, provider, turns, crew, recipients, touch, touches, until, idle },
    app: mailApp({ db, now: clock.now, mailUrl: provider.url }),
    /** What a worker that stands still is at. */
    async look(name: string) {
      const { writing } = await underWay(db, name, written)
      const held = await batchesHeldBy(db, name)
      const asked = new Set(
        provider
          .requests()
          .filter(({ isUnderWay }) => isUnderWay)
          .map(({ key }) => key),
      )
      const isSending = held.some(({ batchId }) => asked.has(batchId))
      return { writing, held, isSending, mails: held.flatMap(({ mails }) => mails) }
    },
    writers: () => whoWrites(db, written),
    holders: () => holders(db),
    /** Until every worker stands ready for a run. */
    everybody: (count = workers) => until(() => turns.waiting() >= count, "the crew was there"),
    /** So much later on the product's clock, in steps, each with a run of everybody. */
    async pass(milliseconds: number, besides = "") {
      for (let passed = 0; passed < milliseconds; passed += stepMs) {
        await idle(besides)
        clock.advance(Math.min(stepMs, milliseconds - passed))
        turns.call()
      }
    },
    /** Everybody runs again and again, as schedulers and requests of customers have it. */
    async bustle(milliseconds: number) {
      for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(30)) turns.call()
    },
    /** Until nothing waits and nothing is due. */
    async drain() {
      for (let steps = 0; !(await isDone()); steps += 1) {
        if (steps > 100) throw new Error(`The outbox does not become empty: ${await listLeft(db)}`)
        await idle()
        clock.advance(stepMs)
        turns.call()
        await idle()
      }
    },
  }
}

/** What nobody sends, for a person who has to see why. */
async function listLeft(db: Db): Promise<string> {
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
