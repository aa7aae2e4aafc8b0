import "server-only"
import type { DueAlert } from "@/db/queries/due-alerts"
import type { ExpiringPackage } from "@/lib/domain/mail"
import { lastFour } from "@/lib/domain/packages/serial"
import { daysLeft, lastDayOf } from "@/lib/domain/time/civil-date"
import { orderPaths } from "@/lib/paths"

/** A due period as the reminder shows it. */
export function expiringPackage(alert: DueAlert, now: Date): ExpiringPackage {
  const { subscriptionId, endsAt, serial, label, packageName, priceBani, readyId } = alert
  return {
    subscriptionId,
    packageName,
    priceBani,
    hasReady: readyId !== null,
    activatePath: readyId && orderPaths.activation(readyId),
    renewPath: alert.renewOfferCode && orderPaths.renew(alert.linkId, alert.renewOfferCode, priceBani),
    smartcardLabel: label,
    lastFour: lastFour(serial),
    lastDay: lastDayOf(endsAt),
    daysLeft: daysLeft(endsAt, now),
  }
}
