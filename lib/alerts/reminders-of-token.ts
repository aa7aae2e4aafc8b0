import "server-only"
import { findReminders } from "@/db/queries/customers"
import type { App } from "@/lib/app"
import { customerOfToken } from "./unsubscribe-token"

/** Whether reminders are on for the customer of this link. `unknown`: a forged link, or a closed account. */
export async function remindersOfToken(app: App, token: string): Promise<"on" | "off" | "unknown"> {
  const customerId = customerOfToken(app, token)
  const enabled = customerId && (await findReminders(app.db, customerId))
  if (enabled === null) return "unknown"
  return enabled ? "on" : "off"
}
