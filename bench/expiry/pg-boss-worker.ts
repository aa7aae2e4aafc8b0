import { PgBoss } from "pg-boss"
import { bucharestDate } from "@/lib/domain/time/civil-date"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { env, seller } from "@/lib/env"
import { renderMail } from "@/lib/outbox/render-mail"
import { workOn } from "../lib/worker"
import { startsAt } from "./seed"
import type { PeerResult, PeerTask } from "./tasks"
import { timed } from "./timed"

const queue = "reminders"
const batchSize = 100
/** As many as a delivery run of the product sends at once. */
const lanes = 3
const insertedAtOnce = 1_000

/** About as large as the props of a reminder. */
type Job = { readonly recipient: string; readonly props: typeof props }

const props = {
  fullName: "Ioana Popescu",
  packages: [
    {
      subscriptionId: null,
      packageName: "Focus Extra",
      smartcardLabel: "Sufragerie",
      lastFour: "4711",
      lastDay: bucharestDate(later(startsAt, 4 * dayMs)),
      daysLeft: 4,
      priceBani: 4_500,
      hasReady: false,
      activatePath: null,
      renewPath: "/cont/comanda?card=019a0000-0000-7000-8000-00000000a1b2&oferta=focus-extra-3",
    },
  ],
  unsubscribeToken: "AZoAAAAAcACAAAAAAACiNA.0123456789abcdefghijkl",
}

await workOn(async (task: PeerTask): Promise<PeerResult> => {
  const boss = new PgBoss({ connectionString: task.url, max: 10 })
  boss.on("error", (error) => {
    throw error
  })
  await boss.start()
  await boss.createQueue(queue)
  const startedAt = Date.now()
  const inserted = await timed(() => insert(boss, task.jobs))
  const completed = await timed(() => workOff(boss, async () => {}))
  await insert(boss, task.jobs)
  const post = await poster(task.mailUrl)
  const posted = await timed(() => workOff(boss, post))
  const endedAt = Date.now()
  await boss.stop({ graceful: false })
  return { startedAt, endedAt, inserted, completed, posted }
})

async function insert(boss: PgBoss, jobs: number): Promise<number> {
  for (let at = 0; at < jobs; at += insertedAtOnce) {
    const length = Math.min(insertedAtOnce, jobs - at)
    const data = (place: number): Job => ({ recipient: `client${at + place}@exemplu.example`, props })
    await boss.insert(
      queue,
      Array.from({ length }, (_, place) => ({ data: data(place) })),
    )
  }
  return jobs
}

/** Fetches, works and completes until no job is left. Returns the number of jobs. */
async function workOff(boss: PgBoss, work: (jobs: readonly Job[]) => Promise<void>): Promise<number> {
  const counts = await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let count = 0; ; ) {
        const jobs = await boss.fetch<Job>(queue, { batchSize })
        if (jobs.length === 0) return count
        await work(jobs.map(({ data }) => data))
        const ids = jobs.map(({ id }) => id)
        await boss.complete(queue, ids)
        count += jobs.length
      }
    }),
  )
  return counts.reduce((sum, count) => sum + count)
}

/** Renders one mail and posts its text for every job. */
async function poster(mailUrl: string) {
  const context = { appUrl: env().APP_URL, from: env().MAIL_FROM, seller: seller() }
  const mail = await renderMail({ kind: "expiry-alert", props }, "", context)
  return async (jobs: readonly Job[]) => {
    const body = JSON.stringify(jobs.map(({ recipient }) => ({ ...mail, to: recipient })))
    const answer = await fetch(`${mailUrl}/emails/batch`, { method: "POST", body })
    if (!answer.ok) throw new Error(`The mail stand-in answered ${answer.status}`)
    await answer.json()
  }
}
