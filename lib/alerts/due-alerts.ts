import "server-only"
import type { DbOrTx } from "@/db/client"
import { type Cursor, type DueAlert, listDueAlerts, listEndingPeriods } from "@/db/queries/due-alerts"
import type { ExpiringPackage } from "@/lib/domain/mail"
import { lastFour } from "@/lib/domain/packages/serial"
import { alertWindow } from "@/lib/domain/time/alert-window"
import { daysLeft, lastDayOf } from "@/lib/domain/time/civil-date"
import { orderPaths } from "@/lib/paths"

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

/** A due period as the reminder shows it. */
export function expiringPackage(alert: DueAlert, now: Date): ExpiringPackage {
  const { subscriptionId, endsAt, serial, label, packageName, priceBani, readyId } = alert
  return {
    subscriptionId,
    packageName,
    priceBani,
    hasReady: readyId !== null,
    activatePath: readyId && orderPaths.activation(readyId),
    renewPath: alert.renewOfferCode && orderPaths.renew(alert.linkId, alert.renewOfferCode),
    smartcardLabel: label,
    lastFour: lastFour(serial),
    lastDay: lastDayOf(endsAt),
    daysLeft: daysLeft(endsAt, now),
  }
}
