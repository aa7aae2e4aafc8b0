import { cronRoute } from "@/app/_server/cron-route"
import { sendExpiryAlerts } from "@/lib/alerts/send-expiry-alerts"
import { deliverOutbox } from "@/lib/mail/deliver-outbox"

export const maxDuration = 300
const budgetMs = 120_000

/** Announces what ends within five days, then sends everything that waits in the outbox. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute("expiry-alerts", async (app) => {
  const { enqueued } = await sendExpiryAlerts(app, { budgetMs })
  return { enqueued, ...(await deliverOutbox(app, { budgetMs })) }
})
