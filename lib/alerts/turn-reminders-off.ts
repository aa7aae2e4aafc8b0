import "server-only"
import { findReminders, turnRemindersOff, turnRemindersOn } from "@/db/queries/customers"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { ok, type Result, refuse } from "@/lib/domain/result"
import type { Client } from "@/lib/runtime/client"
import { customerOfToken } from "./unsubscribe-token"

type Asked = { readonly token: string; readonly client: Client }

/** Turns reminders off by the link of a reminder. Repeating it changes nothing. */
export const turnRemindersOffByLink = (app: App, asked: Asked) => turn(app, asked, false)

/** Undoes it, by the same link: what it took away without signing in, it gives back without. */
export const turnRemindersOnByLink = (app: App, asked: Asked) => turn(app, asked, true)

async function turn(
  app: App,
  { token, client }: Asked,
  reminders: boolean,
): Promise<Result<undefined, "unknown">> {
  const customerId = customerOfToken(app, token)
  if (!customerId || (await findReminders(app.db, customerId)) === null) return refuse("unknown")
  const now = app.now()
  await app.db.transaction(async (tx) => {
    const change = reminders ? turnRemindersOn : turnRemindersOff
    if (!(await change(tx, customerId))) return
    const detail = { reminders, byMail: true }
    await recordEvent(tx, { kind: "preferences-changed", customerId, client, detail }, now)
  })
  return ok()
}
