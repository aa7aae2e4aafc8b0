import { cronRoute } from "@/app/_server/cron-route"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"

export const maxDuration = 300

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute("entitlements", async (app) => {
  const counts = await deliverCommands(app)
  deliverMailAfterResponse()
  return counts
})
