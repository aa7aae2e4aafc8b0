import { cronRoute } from "@/app/_server/cron-route"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"

export const maxDuration = 300

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute("outbox", async (app) => ({
  enqueued: 0,
  ...(await deliverOutbox(app, { budgetMs: 240_000 })),
}))
