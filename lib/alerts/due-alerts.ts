import "server-only"
import type { DbOrTx } from "@/db/client"
import { type DueAlert, listDueAlerts, listEnding, type Seed } from "@/db/queries/expiry-alerts"
import type { ExpiringPackage } from "@/lib/domain/mail"
import { lastFour } from "@/lib/domain/packages/serial"
import { alertWindow } from "@/lib/domain/time/alert-window"
import { daysLeft, lastDayOf } from "@/lib/domain/time/civil-date"
import { orderPaths } from "@/lib/paths"

const periodsAtOnce = 1_000

export type DuePage = {
  readonly alerts: readonly DueAlert[]
  /** Where the next page begins; null: this is the last one. */
  readonly next: Seed | null
}

/**
 * A page of what is due at an instant, whole customers at a time: each with everything of theirs that is due. A page may be empty and not be
 * the last. Two statements.
 */
export async function dueAlerts(db: DbOrTx, last: Seed | null, now: Date): Promise<DuePage> {
  const window = alertWindow(now)
  const ending = await listEnding(db, { ...window, last, limit: periodsAtOnce })
  const untold = ending.flatMap(({ customerId, isTold }) => (customerId && !isTold ? [customerId] : []))
  return {
    alerts:
      untold.length > 0 ? await listDueAlerts(db, { ...window, customerIds: [...new Set(untold)] }, now) : [],
    next: ending.length < periodsAtOnce ? null : (ending.at(-1) ?? null),
  }
}

/** One due period as its mail tells it. */
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
