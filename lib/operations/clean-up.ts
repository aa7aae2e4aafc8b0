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
  auditMemoryDays,
  dayMs,
  knownDeviceDays,
  later,
  unconfirmedSignUpDays,
} from "@/lib/domain/time/lifetimes"

/** A used or expired link still gets its own page for a while. */
const tokenMemoryDays = 60
/** Longer than any period is announced before its end: what ended cannot be announced again. */
const alertMemoryDays = 90
/** Longer than any question of a customer about a mail; reminders are deduplicated by `expiry_alerts`, not by these rows. */
const mailMemoryDays = 90

/** Erases what has no use any more. Counts of rows, by kind. */
export async function cleanUp(app: App): Promise<Record<string, number>> {
  const now = app.now()
  const daysAgo = (days: number) => later(now, -days * dayMs)
  return {
    signUps: await deleteUnconfirmedSignUps(app.db, daysAgo(unconfirmedSignUpDays)),
    tokens: await deleteOldTokens(app.db, daysAgo(tokenMemoryDays)),
    sessions: await deleteEndedSessions(app.db, now),
    limits: await deleteEndedWindows(app.db, now),
    devices: await deleteUnusedDevices(app.db, daysAgo(knownDeviceDays)),
    events: await deleteOldAuditEvents(app.db, daysAgo(auditMemoryDays)),
    alerts: await deleteOldAlerts(app.db, daysAgo(alertMemoryDays)),
    mails: await deleteSettledMails(app.db, daysAgo(mailMemoryDays)),
  }
}
