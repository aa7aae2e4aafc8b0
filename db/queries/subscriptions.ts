import "server-only"
import { and, eq, inArray, ne, sql } from "drizzle-orm"
import type { CustomerId, PackageId, SmartcardId, SubscriptionId } from "@/lib/domain/ids/brand"
import type { Period } from "@/lib/domain/packages/subscription-period"
import type { DbOrTx } from "../client"
import { packages, subscriptions } from "../schema"
import type { OrderLineRow } from "./order-lines"

/**
 * Inserts one `ready` subscription for each paid order line; the answer maps a line's id to its subscription.
 */
export async function insertReadySubscriptions(
  db: DbOrTx,
  { customerId, lines }: { readonly customerId: CustomerId | null; readonly lines: readonly OrderLineRow[] },
  now: Date,
): Promise<Map<string, SubscriptionId>> {
  const rows = await db
    .insert(subscriptions)
    .values(
      lines.map(({ id, smartcardId, packageId, offerId }) => ({
        smartcardId,
        packageId,
        offerId,
        customerId,
        orderLineId: id,
        status: "ready" as const,
        createdAt: now,
      })),
    )
    .returning({ id: subscriptions.id, lineId: subscriptions.orderLineId })
  return new Map(rows.map(({ id, lineId }) => [lineId ?? "", id]))
}

type Activation = Period & { readonly activatedAt: Date; readonly expressRequest: string | null }

/** Activates a `ready` subscription on that card. False when it is no longer ready there. */
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

/** Makes a bought, active subscription `ready` again. False for any other. */
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

/** Moves a `ready` subscription of the customer to another card. False when it is not ready or not theirs. */
export async function moveReadySubscription(
  db: DbOrTx,
  {
    id,
    customerId,
    to,
  }: { readonly id: SubscriptionId; readonly customerId: CustomerId; readonly to: SmartcardId },
): Promise<boolean> {
  const moved = await db
    .update(subscriptions)
    .set({ smartcardId: to })
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

export type MovedSubscription = {
  readonly id: SubscriptionId
  readonly packageCode: string
  readonly startsAt: Date | null
  readonly endsAt: Date | null
}

/** Moves every subscription of a card, ended ones included, to another card; refunded ones stay. */
export async function moveSubscriptions(
  db: DbOrTx,
  from: SmartcardId,
  to: SmartcardId,
): Promise<MovedSubscription[]> {
  return db
    .update(subscriptions)
    .set({ smartcardId: to })
    .from(packages)
    .where(
      and(
        eq(subscriptions.smartcardId, from),
        ne(subscriptions.status, "refunded"),
        eq(packages.id, subscriptions.packageId),
      ),
    )
    .returning({
      id: subscriptions.id,
      packageCode: packages.code,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
    })
}

export type RefundedSubscription = {
  readonly subscriptionId: SubscriptionId
  readonly smartcardId: SmartcardId
  readonly packageId: PackageId
  readonly startsAt: Date | null
  readonly endsAt: Date | null
}

/**
 * Marks subscriptions refunded and returns those that were not refunded before. The caller holds their locks.
 */
export async function markSubscriptionsRefunded(
  db: DbOrTx,
  ids: readonly SubscriptionId[],
): Promise<RefundedSubscription[]> {
  if (ids.length === 0) return []
  return db
    .update(subscriptions)
    .set({ status: "refunded" })
    .where(and(inArray(subscriptions.id, [...ids]), ne(subscriptions.status, "refunded")))
    .returning({
      subscriptionId: subscriptions.id,
      smartcardId: subscriptions.smartcardId,
      packageId: subscriptions.packageId,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
    })
}
