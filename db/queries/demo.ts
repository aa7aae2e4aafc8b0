import "server-only"
import { eq, inArray } from "drizzle-orm"
import type { CustomerId, OfferId, PackageId, SmartcardId } from "@/lib/domain/brand"
import type { DbOrTx } from "../client"
import { customers, expiryAlerts, offers, packages, subscriptions } from "../schema"

type DemoPackage = { readonly code: string; readonly name: string; readonly description: string }
type DemoOffer = { readonly code: string; readonly months: number; readonly priceBani: number }

/** Makes or renames a demo package; a package of the operator's own with that code is left alone. */
export async function upsertDemoPackage(
  db: DbOrTx,
  shown: DemoPackage,
  position: number,
): Promise<PackageId> {
  await db
    .insert(packages)
    .values({ ...shown, position, isDemo: true })
    .onConflictDoUpdate({
      target: packages.code,
      set: { ...shown, position },
      setWhere: eq(packages.isDemo, true),
    })
  const [found] = await db.select({ id: packages.id }).from(packages).where(eq(packages.code, shown.code))
  if (!found) throw new Error(`The demo package ${shown.code} was not stored`)
  return found.id
}

export async function upsertDemoOffer(
  db: DbOrTx,
  packageId: PackageId,
  offer: DemoOffer,
  now: Date,
): Promise<OfferId> {
  await db
    .insert(offers)
    .values({ ...offer, packageId, validFrom: now })
    .onConflictDoNothing({ target: offers.code })
  const [found] = await db.select({ id: offers.id }).from(offers).where(eq(offers.code, offer.code))
  if (!found) throw new Error(`The demo offer ${offer.code} was not stored`)
  return found.id
}

/** The password printed at start is the one that works, also after the secrets were made anew. */
export async function setDemoPassword(db: DbOrTx, id: CustomerId, passwordHash: string): Promise<void> {
  await db.update(customers).set({ passwordHash }).where(eq(customers.id, id))
}

/** Clears the demo cards, so that their four states can be made anew for today. */
export async function deleteSubscriptionsOn(db: DbOrTx, smartcardIds: readonly SmartcardId[]): Promise<void> {
  const onCards = inArray(subscriptions.smartcardId, [...smartcardIds])
  const ids = db.select({ id: subscriptions.id }).from(subscriptions).where(onCards)
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
