import { subscriptions } from "@/db/schema"
import type { CustomerId, OfferId, PackageId, SmartcardId } from "@/lib/domain/ids/brand"
import { aSmartcard } from "./cards"
import { anOffer, aPackage } from "./catalogue"
import { daysFrom, firstRow, type RowStore } from "./rows"

type SubscriptionOptions = {
  smartcardId?: SmartcardId | undefined
  packageId?: PackageId | undefined
  status?: "ready" | "active" | "refunded"
  startsAt?: Date | null
  endsAt?: Date | null
  customerId?: CustomerId
  offerId?: OfferId
}

/**
 * Imported, active since ten days ago and for twenty days more. A `ready` one, or one with a `customerId`,
 * is bought: it gets an offer.
 */
export async function aSubscription(store: RowStore, wanted: SubscriptionOptions = {}) {
  const status = wanted.status ?? "active"
  const packageId = wanted.packageId ?? (await aPackage(store)).id
  const isBought = status === "ready" || wanted.customerId !== undefined
  const period =
    status === "ready"
      ? { startsAt: null, endsAt: null }
      : { startsAt: daysFrom(store.now(), -10), endsAt: daysFrom(store.now(), 20) }
  const row = {
    ...period,
    ...wanted,
    status,
    packageId,
    smartcardId: wanted.smartcardId ?? (await aSmartcard(store)).id,
    offerId: wanted.offerId ?? (isBought ? (await anOffer(store, { packageId })).id : undefined),
    createdAt: store.now(),
  }
  return firstRow(await store.db.insert(subscriptions).values(row).returning())
}
