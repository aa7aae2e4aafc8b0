import "server-only"
import { countDueAlerts } from "@/db/queries/due-alerts"
import { findPause } from "@/db/queries/outbox-pause"
import { getOutboxStatus, listDeadLetters } from "@/db/queries/outbox-status"
import type { App } from "@/lib/app"
import { alertWindow } from "@/lib/domain/time/alert-window"
import { bucharestDate, bucharestInstant } from "@/lib/domain/time/civil-date"

const mostDeadLetters = 50

/**
 * For the operator: periods that are due and not announced, counts of the outbox (`sent`: since midnight in
 * Bucharest), the newest failed and ambiguous mails, and why the provider takes no mail.
 */
export async function alertsStatus(app: App) {
  const now = app.now()
  const [due, outbox, dead, pause] = await Promise.all([
    countDueAlerts(app.db, alertWindow(now), now),
    getOutboxStatus(app.db, bucharestInstant(bucharestDate(now))),
    listDeadLetters(app.db, mostDeadLetters),
    findPause(app.db),
  ])
  return { due, ...outbox, dead, pause }
}
