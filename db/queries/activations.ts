import "server-only"
import { and, desc, eq, isNotNull, sql } from "drizzle-orm"
import type { Serial, SubscriptionId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { entitlementCommands, packages, smartcards, subscriptions } from "../schema"
import { acknowledgedAt, firstGrantAt } from "./acknowledged-grants"

const columns = {
  id: subscriptions.id,
  customerId: subscriptions.customerId,
  smartcardId: subscriptions.smartcardId,
  serial: smartcards.serial,
  packageId: subscriptions.packageId,
  packageName: packages.name,
  startsAt: sql<Date>`${subscriptions.startsAt}`.mapWith(subscriptions.startsAt),
  endsAt: sql<Date>`${subscriptions.endsAt}`.mapWith(subscriptions.endsAt),
}

/** A bought, active subscription; `startsAt` and `endsAt` are its period. */
export type Activation = Pick<
  typeof subscriptions.$inferSelect,
  "id" | "customerId" | "smartcardId" | "packageId"
> & {
  readonly serial: Serial
  readonly packageName: string
  readonly startsAt: Date
  readonly endsAt: Date
}

/** Active, bought, and not acknowledged for its present period: it may come back. */
export const isUnacknowledged = and(
  eq(subscriptions.status, "active"),
  isNotNull(subscriptions.offerId),
  isNotNull(subscriptions.activatedAt),
  sql`${acknowledgedAt} is null`,
)

/** An activation whose period the gateway has not acknowledged; null for any other subscription. */
export async function findUnacknowledged(db: DbOrTx, id: SubscriptionId): Promise<Activation | null> {
  const [found] = await db
    .select(columns)
    .from(subscriptions)
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .where(and(eq(subscriptions.id, id), isUnacknowledged))
  return found ?? null
}

/**
 * Customers' activations whose grant is pending and whose first grant was stored before an instant. The last
 * periods come first, so that none moves to a place that is given back next.
 */
export async function listUnacknowledged(db: DbOrTx, grantedBefore: Date): Promise<Activation[]> {
  return db
    .selectDistinct(columns)
    .from(entitlementCommands)
    .innerJoin(subscriptions, eq(subscriptions.id, entitlementCommands.subscriptionId))
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .where(
      and(
        eq(entitlementCommands.status, "pending"),
        eq(entitlementCommands.type, "grant"),
        isUnacknowledged,
        isNotNull(subscriptions.customerId),
        sql`${firstGrantAt} <= ${grantedBefore.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(desc(subscriptions.startsAt), desc(subscriptions.id))
}
