import "server-only"
import type { DbOrTx } from "@/db/client"
import { type DueAlert, listDueAlerts, listDueSeeds, type Seed } from "@/db/queries/expiry-alerts"
import { alertWindow } from "@/lib/domain/alert-window"
import { daysLeft, lastDayOf } from "@/lib/domain/civil-date"
import type { ExpiringPackage } from "@/lib/domain/mail"
import { lastFour } from "@/lib/domain/serial"
import { orderPaths } from "@/lib/paths"

const periodsAtOnce = 1_000

export type DuePage = {
  readonly alerts: readonly DueAlert[]
  /** Where the next page begins; null: this is the last one. */
  readonly next: Seed | null
}

/** A page of what is due at an instant, whole customers at a time: each with everything of theirs that is due. Two statements. */
export async function dueAlerts(db: DbOrTx, last: Seed | null, now: Date): Promise<DuePage> {
  const window = alertWindow(now)
  const seeds = await listDueSeeds(db, { ...window, last, limit: periodsAtOnce }, now)
  if (seeds.length === 0) return { alerts: [], next: null }
  const customerIds = [...new Set(seeds.map(({ customerId }) => customerId))]
  return {
    alerts: await listDueAlerts(db, { ...window, customerIds }, now),
    next: seeds.length < periodsAtOnce ? null : (seeds.at(-1) ?? null),
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
