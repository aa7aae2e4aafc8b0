import { and, inArray, isNull } from "drizzle-orm"
import type { DbOrTx } from "@/db/client"
import { entitlementCommands, expiryAlerts, subscriptions } from "@/db/schema"
import type { CustomerId, OfferId, PackageId, SmartcardId } from "@/lib/domain/ids/brand"

/** Deletes the imported subscriptions of the demo cards. Bought ones stay: their orders refer to them. */
export async function deleteImportedSubscriptions(
  db: DbOrTx,
  smartcardIds: readonly SmartcardId[],
): Promise<void> {
  const imported = and(
    inArray(subscriptions.smartcardId, [...smartcardIds]),
    isNull(subscriptions.orderLineId),
  )
  const ids = db.select({ id: subscriptions.id }).from(subscriptions).where(imported)
  await db.delete(entitlementCommands).where(inArray(entitlementCommands.subscriptionId, ids))
  await db.delete(expiryAlerts).where(inArray(expiryAlerts.subscriptionId, ids))
  await db.delete(subscriptions).where(imported)
}

type ReadySubscription = {
  readonly smartcardId: SmartcardId
  readonly packageId: PackageId
  readonly offerId: OfferId
  readonly customerId: CustomerId
}

/** A subscription that is paid and not activated, without an order: no flow of the product makes one. */
export async function insertReadySubscription(
  db: DbOrTx,
  ready: ReadySubscription,
  createdAt: Date,
): Promise<void> {
  await db.insert(subscriptions).values({ ...ready, status: "ready", createdAt })
}
