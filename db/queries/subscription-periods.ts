import "server-only"
import { and, asc, eq, gt, sql } from "drizzle-orm"
import type { PackageId, SmartcardId, SubscriptionId } from "@/lib/domain/ids/brand"
import type { TakenPeriod } from "@/lib/domain/packages/period-queue"
import type { Period } from "@/lib/domain/packages/subscription-period"
import type { DbOrTx } from "../client"
import { offers, orderLines, subscriptions } from "../schema"

/** One package on one smartcard: its periods never overlap. */
export type PackageOnCard = { readonly smartcardId: SmartcardId; readonly packageId: PackageId }

export type TakenRow = TakenPeriod & { readonly id: SubscriptionId }

/** The running and scheduled periods of a package on a card, in their order. */
export async function listTakenPeriods(
  db: DbOrTx,
  { smartcardId, packageId }: PackageOnCard,
  now: Date,
): Promise<TakenRow[]> {
  return db
    .select({
      id: subscriptions.id,
      customerId: subscriptions.customerId,
      months: sql<number | null>`coalesce(${orderLines.months}, ${offers.months})`,
      startsAt: sql<Date>`${subscriptions.startsAt}`.mapWith(subscriptions.startsAt),
      endsAt: sql<Date>`${subscriptions.endsAt}`.mapWith(subscriptions.endsAt),
    })
    .from(subscriptions)
    .leftJoin(offers, eq(offers.id, subscriptions.offerId))
    .leftJoin(orderLines, eq(orderLines.id, subscriptions.orderLineId))
    .where(
      and(
        eq(subscriptions.smartcardId, smartcardId),
        eq(subscriptions.packageId, packageId),
        eq(subscriptions.status, "active"),
        gt(subscriptions.endsAt, now),
      ),
    )
    .orderBy(asc(subscriptions.startsAt))
}

/** Gives an active subscription another period. The caller holds the lock of the card. */
export async function movePeriod(
  db: DbOrTx,
  id: SubscriptionId,
  { startsAt, endsAt }: Period,
): Promise<void> {
  await db
    .update(subscriptions)
    .set({ startsAt, endsAt })
    .where(and(eq(subscriptions.id, id), eq(subscriptions.status, "active")))
}
