import "server-only"
import { countDueAlerts } from "@/db/queries/due-alerts"
import { findPause } from "@/db/queries/outbox-pause"
import { getOutboxStatus, listDeadLetters } from "@/db/queries/outbox-status"
import type { App } from "@/lib/app"
import { alertWindow } from "@/lib/domain/time/alert-window"
import { bucharestDate, bucharestInstant } from "@/lib/domain/time/civil-date"
import { dayMs, later } from "@/lib/domain/time/lifetimes"

const mostDeadLetters = 50
/** Longer than an operator's week end. The text of a failed mail is erased: it is news, and no work to do. */
const failedDays = 7

/**
 * For the operator: periods that are due and not announced, counts of the outbox (`sent`: since midnight in
 * Bucharest), the newest mails that failed this week or are ambiguous, and why the provider takes no mail.
 */
export async function alertsStatus(app: App) {
  const now = app.now()
  const failedSince = later(now, -failedDays * dayMs)
  const [due, outbox, dead, pause] = await Promise.all([
    countDueAlerts(app.db, alertWindow(now), now),
    getOutboxStatus(app.db, { sentSince: bucharestInstant(bucharestDate(now)), failedSince }),
    listDeadLetters(app.db, failedSince, mostDeadLetters),
    findPause(app.db),
  ])
  return { due, ...outbox, dead, pause }
}
