import { cronRoute } from "@/app/_server/cron-route"
import { sendExpiryAlerts } from "@/lib/alerts/send-expiry-alerts"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"

export const maxDuration = 300
/** For both parts together. */
const budgetMs = 240_000

/** Enqueues the reminders that are due, then sends the outbox. The next run does what is left. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute("expiry-alerts", async (app) => {
  const started = app.now()
  const { enqueued } = await sendExpiryAlerts(app, { budgetMs: budgetMs / 2 })
  const spent = app.now().getTime() - started.getTime()
  return { enqueued, ...(await deliverOutbox(app, { budgetMs: budgetMs - spent })) }
})
