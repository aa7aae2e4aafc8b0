import "server-only"
import { and, eq, sql } from "drizzle-orm"
import type { CustomerId, OrderId, Serial, SubscriptionId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { offers, orderLines, orders, packages, smartcards, subscriptions } from "../schema"

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
