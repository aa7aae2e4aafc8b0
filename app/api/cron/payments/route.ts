import { cronRoute } from "@/app/_server/cron-route"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { reconcilePayments } from "@/lib/orders/payment/reconcile-payments"

export const maxDuration = 300

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute("payments", async (app) => {
  const counts = await reconcilePayments(app)
  deliverMailAfterResponse()
  return counts
})
