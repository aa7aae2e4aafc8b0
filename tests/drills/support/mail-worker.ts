import { closeDb, createDb } from "@/db/client"
import { sendExpiryAlerts } from "@/lib/alerts/send-expiry-alerts"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { mailApp } from "./mail-app"
import { readSetClock } from "./set-clock"

/** The value of DRILL_TASK. */
export type Task = {
  readonly url: string
  readonly mailUrl: string
  /** The run scheduler answers a request to it when the next run may start. */
  readonly turnUrl: string
  readonly clock: string
}

const task: Task = JSON.parse(process.env.DRILL_TASK ?? "")
const db = createDb(task.url, { max: 5 })
const app = mailApp({ db, now: readSetClock(task.clock), mailUrl: task.mailUrl })
const budgetMs = 120_000

while ((await fetch(task.turnUrl)).ok) {
  await sendExpiryAlerts(app, { budgetMs })
  await deliverOutbox(app, { budgetMs })
}
await closeDb(db)
