import { sendExpiryAlerts } from "@/lib/alerts/send-expiry-alerts"
import { cleanUp } from "@/lib/operations/clean-up"
import { reconcilePayments } from "@/lib/orders/payment/reconcile-payments"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import type { Handler, World } from "../world/world"
import { deliverMail } from "./after-response"

const budgetMs = 240_000

/** Counts as a line of the log. */
const written = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ") || "nothing to do"

export const paymentsJob: Handler = async ({ world }) => {
  const counts = await reconcilePayments(world.app)
  await deliverMail(world)
  return written(counts)
}

export const entitlementsJob: Handler = async ({ world }) => {
  const counts = await deliverCommands(world.app)
  await deliverMail(world)
  return written(counts)
}

export const alertsJob: Handler = async ({ world }) => {
  const { enqueued } = await sendExpiryAlerts(world.app, { budgetMs: budgetMs / 2 })
  const counts = { enqueued, ...(await deliverOutbox(world.app, { budgetMs })) }
  noteAlertRun(world)
  return written(counts)
}

export const outboxJob: Handler = async ({ world }) =>
  written({ ...(await deliverOutbox(world.app, { budgetMs })) })

export const cleanupJob: Handler = async ({ world }) => written(await cleanUp(world.app))

/** A run that ended while mail was accepted: everything due then has been sent. */
function noteAlertRun(world: World): void {
  if (world.isFair("resend")) world.alertRuns.push(world.clock.now)
}
