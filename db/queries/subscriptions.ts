import "server-only"
import { and, eq, gt, inArray, max, ne, sql } from "drizzle-orm"
import type {
  CustomerId,
  OrderId,
  PackageId,
  Serial,
  SmartcardId,
  SubscriptionId,
} from "@/lib/domain/ids/brand"
import type { Period } from "@/lib/domain/packages/subscription-period"
import type { DbOrTx } from "../client"
import { offers, orderLines, orders, packages, smartcards, subscriptions } from "../schema"
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

export type OwnSubscription = Pick<
  typeof subscriptions.$inferSelect,
  "id" | "status" | "startsAt" | "endsAt" | "smartcardId" | "packageId"
> & {
  readonly serial: Serial
  readonly packageCode: string
  readonly packageName: string
  readonly months: number
  readonly boughtAt: Date
  /** Null for a package without an order (demonstration). */
  readonly orderId: OrderId | null
}

/** A subscription that the customer bought, with what activating it needs; null for any other. */
export async function findOwnSubscription(
  db: DbOrTx,
  id: SubscriptionId,
  customerId: CustomerId,
): Promise<OwnSubscription | null> {
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
      /** Of the order line, else of the offer. */
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

/** The end of the last running or scheduled period of a package on a card; null without one. */
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

/** Buyer, package and card of a subscription. */
export async function findBuyer(db: DbOrTx, id: SubscriptionId) {
  const [found] = await db
    .select({
      customerId: subscriptions.customerId,
      packageName: packages.name,
      serial: smartcards.serial,
    })
    .from(subscriptions)
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .where(eq(subscriptions.id, id))
  return found ?? null
}

export type RefundedSubscription = {
  readonly subscriptionId: SubscriptionId
  readonly serial: Serial
  readonly packageCode: string
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
    .from(smartcards)
    .innerJoin(packages, sql`true`)
    .where(
      and(
        inArray(subscriptions.id, [...ids]),
        ne(subscriptions.status, "refunded"),
        eq(smartcards.id, subscriptions.smartcardId),
        eq(packages.id, subscriptions.packageId),
      ),
    )
    .returning({
      subscriptionId: subscriptions.id,
      serial: smartcards.serial,
      packageCode: packages.code,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
    })
}
