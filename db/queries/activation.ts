import "server-only"
import { and, asc, eq, gt, inArray, isNull, max, ne, sql } from "drizzle-orm"
import type { CustomerId, PackageId, SmartcardId, SubscriptionId } from "@/lib/domain/ids/brand"
import type { Period } from "@/lib/domain/packages/subscription-period"
import type { DbOrTx } from "../client"
import {
  entitlementCommands,
  offers,
  orderLines,
  orders,
  packages,
  smartcardLinks,
  smartcards,
  subscriptions,
} from "../schema"

/** What a customer bought, with what activating it needs. Null for another's. */
export async function findOwnSubscription(db: DbOrTx, id: SubscriptionId, customerId: CustomerId) {
  const [found] = await db
    .select({
      id: subscriptions.id,
      status: subscriptions.status,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
      smartcardId: subscriptions.smartcardId,
      serial: smartcards.serial,
      packageId: subscriptions.packageId,
      packageCode: packages.code,
      packageName: packages.name,
      /** As it was bought. */
      months: sql<number>`coalesce(${orderLines.months}, ${offers.months})`,
      boughtAt: sql<Date>`coalesce(${orders.createdAt}, ${subscriptions.createdAt})`.mapWith(
        orders.createdAt,
      ),
      orderId: orderLines.orderId,
    })
    .from(subscriptions)
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .innerJoin(offers, eq(offers.id, subscriptions.offerId))
    .leftJoin(orderLines, eq(orderLines.id, subscriptions.orderLineId))
    .leftJoin(orders, eq(orders.id, orderLines.orderId))
    .where(and(eq(subscriptions.id, id), eq(subscriptions.customerId, customerId)))
  return found ?? null
}

/** Whoever changes what runs on cards holds them first, always in the same order. */
export async function lockSmartcards(db: DbOrTx, ids: readonly SmartcardId[]) {
  return db
    .select({ id: smartcards.id, serial: smartcards.serial, status: smartcards.status })
    .from(smartcards)
    .where(inArray(smartcards.id, [...ids]))
    .orderBy(asc(smartcards.id))
    .for("update")
}

/** Whether the customer holds the card now; the link stays as it is until the transaction ends. */
export async function holdsCard(
  db: DbOrTx,
  smartcardId: SmartcardId,
  customerId: CustomerId,
): Promise<boolean> {
  const found = await db
    .select({ id: smartcardLinks.id })
    .from(smartcardLinks)
    .where(
      and(
        eq(smartcardLinks.smartcardId, smartcardId),
        eq(smartcardLinks.customerId, customerId),
        isNull(smartcardLinks.unlinkedAt),
      ),
    )
    .for("share")
  return found.length === 1
}

/** Where the last period of a package on a card ends, of those that have not ended; null when none runs or is to come. */
export async function findLastEnd(
  db: DbOrTx,
  on: { readonly smartcardId: SmartcardId; readonly packageId: PackageId },
  now: Date,
): Promise<Date | null> {
  const [found] = await db
    .select({ endsAt: max(subscriptions.endsAt) })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.smartcardId, on.smartcardId),
        eq(subscriptions.packageId, on.packageId),
        eq(subscriptions.status, "active"),
        gt(subscriptions.endsAt, now),
      ),
    )
  return found?.endsAt ?? null
}

type Activation = Period & { readonly activatedAt: Date; readonly expressRequest: string | null }

/** False when it was not waiting on that card any more. */
export async function startSubscription(
  db: DbOrTx,
  { id, smartcardId }: { readonly id: SubscriptionId; readonly smartcardId: SmartcardId },
  activation: Activation,
): Promise<boolean> {
  const started = await db
    .update(subscriptions)
    .set({ status: "active", ...activation })
    .where(
      and(
        eq(subscriptions.id, id),
        eq(subscriptions.smartcardId, smartcardId),
        eq(subscriptions.status, "ready"),
      ),
    )
    .returning({ id: subscriptions.id })
  return started.length === 1
}

/** Back to waiting, as if it had never been started. False when it does not run, or was not bought. */
export async function takeBackActivation(db: DbOrTx, id: SubscriptionId): Promise<boolean> {
  const takenBack = await db
    .update(subscriptions)
    .set({ status: "ready", startsAt: null, endsAt: null, activatedAt: null, expressRequest: null })
    .where(
      and(
        eq(subscriptions.id, id),
        eq(subscriptions.status, "active"),
        sql`${subscriptions.offerId} is not null`,
      ),
    )
    .returning({ id: subscriptions.id })
  return takenBack.length === 1
}

export async function moveReadySubscription(
  db: DbOrTx,
  id: SubscriptionId,
  customerId: CustomerId,
  smartcardId: SmartcardId,
): Promise<boolean> {
  const moved = await db
    .update(subscriptions)
    .set({ smartcardId })
    .where(
      and(
        eq(subscriptions.id, id),
        eq(subscriptions.customerId, customerId),
        eq(subscriptions.status, "ready"),
      ),
    )
    .returning({ id: subscriptions.id })
  return moved.length === 1
}

/** Something that runs on a card that the customer holds now, bought or imported: what its signal is sent again for. */
export async function findRunningOnOwnCard(
  db: DbOrTx,
  id: SubscriptionId,
  customerId: CustomerId,
  now: Date,
) {
  const [found] = await db
    .select({
      serial: smartcards.serial,
      packageCode: packages.code,
      startsAt: sql<Date>`${subscriptions.startsAt}`.mapWith(subscriptions.startsAt),
      endsAt: sql<Date>`${subscriptions.endsAt}`.mapWith(subscriptions.endsAt),
    })
    .from(subscriptions)
    .innerJoin(smartcardLinks, eq(smartcardLinks.smartcardId, subscriptions.smartcardId))
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .where(
      and(
        eq(subscriptions.id, id),
        eq(subscriptions.status, "active"),
        sql`${subscriptions.startsAt} <= ${now.toISOString()}::timestamptz`,
        gt(subscriptions.endsAt, now),
        eq(smartcardLinks.customerId, customerId),
        isNull(smartcardLinks.unlinkedAt),
        eq(smartcards.status, "in_service"),
      ),
    )
  return found ?? null
}

/** What the customer paid for cards that they do not hold now: it waits for them to choose another card. */
export async function listUnplaced(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({
      id: subscriptions.id,
      packageName: packages.name,
      serial: smartcards.serial,
      createdAt: subscriptions.createdAt,
    })
    .from(subscriptions)
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .leftJoin(
      smartcardLinks,
      and(
        eq(smartcardLinks.smartcardId, subscriptions.smartcardId),
        eq(smartcardLinks.customerId, customerId),
        isNull(smartcardLinks.unlinkedAt),
      ),
    )
    .where(
      and(
        eq(subscriptions.customerId, customerId),
        eq(subscriptions.status, "ready"),
        isNull(smartcardLinks.id),
      ),
    )
    .orderBy(asc(subscriptions.createdAt), asc(subscriptions.id))
}

/** What came of an order's lines; what was refunded is left out. */
export async function listSubscriptionsOfLines(db: DbOrTx, lineIds: readonly string[]) {
  if (lineIds.length === 0) return []
  return db
    .select({
      id: subscriptions.id,
      orderLineId: subscriptions.orderLineId,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
      isAwaited: sql<boolean>`exists (select from ${entitlementCommands} where ${entitlementCommands.subscriptionId} = ${subscriptions.id}
        and ${entitlementCommands.type} = 'grant' and ${entitlementCommands.status} = 'pending')`,
    })
    .from(subscriptions)
    .where(and(inArray(subscriptions.orderLineId, [...lineIds]), ne(subscriptions.status, "refunded")))
}
