import type { App } from "@/lib/app"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { runAlerts } from "./alerts"
import { runContact } from "./contact"
import { runEntitlements } from "./entitlements"
import { runOrders } from "./orders"
import { runPayments } from "./payments"
import type { Refused } from "./refused"
import { runSmartcards } from "./smartcards"
import { runWithdrawals } from "./withdrawals"

const commands = {
  payments: runPayments,
  orders: runOrders,
  withdrawals: runWithdrawals,
  smartcards: runSmartcards,
  entitlements: runEntitlements,
  alerts: runAlerts,
  contact: runContact,
}

const sendingBudgetMs = 30_000

/** Runs the command that the words name, and sends at once the mails that it queued. */
export async function dispatch(app: App, [name, ...words]: readonly string[]): Promise<Refused> {
  const command = Object.entries(commands).find(([one]) => one === name)?.[1]
  if (!command) return "usage"
  const refused = await command(app, words)
  const isList = words.length === 0
  if (refused === undefined && !isList && name !== "alerts")
    await deliverOutbox(app, { budgetMs: sendingBudgetMs })
  return refused
}
