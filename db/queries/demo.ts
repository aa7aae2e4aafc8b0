import "server-only"
import { and, eq, inArray, isNull } from "drizzle-orm"
import type { CustomerId, OfferId, PackageId, SmartcardId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { customers, entitlementCommands, expiryAlerts, subscriptions } from "../schema"

/** The password printed at start is the one that works, also after the secrets were made anew. */
export async function setDemoPassword(db: DbOrTx, id: CustomerId, passwordHash: string): Promise<void> {
  await db.update(customers).set({ passwordHash }).where(eq(customers.id, id))
}

/** Clears the demo cards, so that their four states can be made anew for today. */
export async function deleteSubscriptionsOn(db: DbOrTx, smartcardIds: readonly SmartcardId[]): Promise<void> {
  // What was bought stays: its order says so.
  const onCards = and(
    inArray(subscriptions.smartcardId, [...smartcardIds]),
    isNull(subscriptions.orderLineId),
  )
  const ids = db.select({ id: subscriptions.id }).from(subscriptions).where(onCards)
  await db.delete(entitlementCommands).where(inArray(entitlementCommands.subscriptionId, ids))
  await db.delete(expiryAlerts).where(inArray(expiryAlerts.subscriptionId, ids))
  await db.delete(subscriptions).where(onCards)
}

export async function insertReadySubscription(
  db: DbOrTx,
  paid: { smartcardId: SmartcardId; packageId: PackageId; offerId: OfferId; customerId: CustomerId },
  createdAt: Date,
): Promise<void> {
  await db.insert(subscriptions).values({ ...paid, status: "ready", createdAt })
}
