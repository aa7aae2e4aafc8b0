import "server-only"
import { findReminders, turnRemindersOff } from "@/db/queries/customers"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { ok, type Result, refuse } from "@/lib/domain/result"
import type { Client } from "@/lib/runtime/client"
import { customerOfToken } from "./unsubscribe-token"

/** Turns reminders off by the link of a reminder. Repeating it changes nothing. */
export async function turnRemindersOffByLink(
  app: App,
  { token, client }: { readonly token: string; readonly client: Client },
): Promise<Result<undefined, "unknown">> {
  const customerId = customerOfToken(app, token)
  if (!customerId || (await findReminders(app.db, customerId)) === null) return refuse("unknown")
  const now = app.now()
  await app.db.transaction(async (tx) => {
    if (!(await turnRemindersOff(tx, customerId))) return
    const detail = { reminders: false, byMail: true }
    await recordEvent(tx, { kind: "preferences-changed", customerId, client, detail }, now)
  })
  return ok()
}
