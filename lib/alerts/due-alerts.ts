import "server-only"
import type { DbOrTx } from "@/db/client"
import { type Cursor, type DueAlert, listDueAlerts, listEndingPeriods } from "@/db/queries/due-alerts"
import { alertWindow } from "@/lib/domain/time/alert-window"

const periodsInOnePage = 1_000

export type DuePage = {
  readonly alerts: readonly DueAlert[]
  /** Where the next page begins; null after the last page. */
  readonly next: Cursor | null
}

/**
 * A page of the reminders that are due at this instant. A customer on the page comes with all their due
 * periods, including those of later pages. A page may be empty without being the last. Two statements.
 */
export async function listDuePage(db: DbOrTx, last: Cursor | null, now: Date): Promise<DuePage> {
  const window = alertWindow(now)
  const ending = await listEndingPeriods(db, { ...window, last, limit: periodsInOnePage })
  const customerIds = new Set(
    ending.flatMap(({ customerId, isAnnounced }) => (customerId && !isAnnounced ? [customerId] : [])),
  )
  return {
    alerts:
      customerIds.size > 0 ? await listDueAlerts(db, { ...window, customerIds: [...customerIds] }, now) : [],
    next: ending.length < periodsInOnePage ? null : (ending.at(-1) ?? null),
  }
}
