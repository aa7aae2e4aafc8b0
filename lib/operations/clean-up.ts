import "server-only"
import { deleteOldAuditEvents } from "@/db/queries/audit-events"
import { deleteOldAlerts } from "@/db/queries/expiry-alerts"
import { deleteUnusedDevices } from "@/db/queries/known-devices"
import { deleteOldTokens } from "@/db/queries/one-time-tokens"
import { deleteSettledMails } from "@/db/queries/outbox-mails"
import { deleteEndedWindows } from "@/db/queries/rate-limits"
import { deleteEndedSessions } from "@/db/queries/sessions"
import { deleteUnconfirmedSignUps } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import {
  alertMemoryDays,
  auditMemoryDays,
  dayMs,
  knownDeviceDays,
  later,
  mailMemoryDays,
  tokenMemoryDays,
  unconfirmedSignUpDays,
} from "@/lib/domain/time/lifetimes"

/**
 * Erases old rows, kind by kind, until the time budget ends; the next run continues. Returns the number of
 * erased rows by kind, and in `left` how many kinds were not reached.
 */
export async function cleanUp(
  app: App,
  { budgetMs = 60_000 }: { readonly budgetMs?: number } = {},
): Promise<Record<string, number>> {
  const now = app.now()
  const deadline = app.deadline(budgetMs)
  const daysAgo = (days: number) => later(now, -days * dayMs)
  const kinds = {
    signUps: () => deleteUnconfirmedSignUps(app.db, daysAgo(unconfirmedSignUpDays)),
    tokens: () => deleteOldTokens(app.db, daysAgo(tokenMemoryDays)),
    sessions: () => deleteEndedSessions(app.db, now),
    limits: () => deleteEndedWindows(app.db, now),
    devices: () => deleteUnusedDevices(app.db, daysAgo(knownDeviceDays)),
    events: () => deleteOldAuditEvents(app.db, daysAgo(auditMemoryDays)),
    alerts: () => deleteOldAlerts(app.db, daysAgo(alertMemoryDays)),
    mails: () => deleteSettledMails(app.db, daysAgo(mailMemoryDays)),
  }
  const counts: Record<string, number> = { left: 0 }
  for (const [kind, erase] of Object.entries(kinds)) {
    if (deadline.hasPassed()) counts["left"] = (counts["left"] ?? 0) + 1
    else counts[kind] = await erase()
  }
  return counts
}
