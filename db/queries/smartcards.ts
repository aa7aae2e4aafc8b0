import "server-only"
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm"
import type { CustomerId, Serial, SmartcardId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { packages, smartcardLinks, smartcards, subscriptions } from "../schema"

export async function findSmartcard(db: DbOrTx, serial: Serial) {
  const [found] = await db
    .select({ id: smartcards.id, status: smartcards.status })
    .from(smartcards)
    .where(eq(smartcards.serial, serial))
  return found ?? null
}

/** Null when the card has a holder already: the unique index decides, however many try at once. */
export async function insertLink(
  db: DbOrTx,
  link: { readonly smartcardId: SmartcardId; readonly customerId: CustomerId; readonly label: string },
  now: Date,
): Promise<SmartcardLinkId | null> {
  const [inserted] = await db
    .insert(smartcardLinks)
    .values({ ...link, linkedAt: now })
    .onConflictDoNothing({ target: smartcardLinks.smartcardId, where: isNull(smartcardLinks.unlinkedAt) })
    .returning({ id: smartcardLinks.id })
  return inserted?.id ?? null
}

export async function findHolder(db: DbOrTx, smartcardId: SmartcardId): Promise<CustomerId | null> {
  const [found] = await db
    .select({ customerId: smartcardLinks.customerId })
    .from(smartcardLinks)
    .where(and(eq(smartcardLinks.smartcardId, smartcardId), isNull(smartcardLinks.unlinkedAt)))
  return found?.customerId ?? null
}

/** A card link of a checkout line. `isHeld` is false once the customer has removed the card. */
export type LinkedCard = {
  readonly linkId: SmartcardLinkId
  readonly smartcardId: SmartcardId
  readonly serial: Serial
  readonly label: string
  readonly isHeld: boolean
  readonly isBlocked: boolean
}

/** The customer's own card links among the given ones, present and past. */
const ownLinks = (db: DbOrTx, customerId: CustomerId, linkIds: readonly SmartcardLinkId[]) =>
  db
    .select({
      linkId: smartcardLinks.id,
      smartcardId: smartcards.id,
      serial: smartcards.serial,
      label: smartcardLinks.label,
      isHeld: sql<boolean>`${smartcardLinks.unlinkedAt} is null`,
      isBlocked: sql<boolean>`${smartcards.status} = 'blocked'`,
    })
    .from(smartcardLinks)
    .innerJoin(smartcards, eq(smartcards.id, smartcardLinks.smartcardId))
    .where(and(eq(smartcardLinks.customerId, customerId), inArray(smartcardLinks.id, [...linkIds])))

export async function listOwnLinks(
  db: DbOrTx,
  customerId: CustomerId,
  linkIds: readonly SmartcardLinkId[],
): Promise<LinkedCard[]> {
  return ownLinks(db, customerId, linkIds)
}

/** SELECT … FOR SHARE: until the transaction ends none of these cards can be removed from the account. */
export async function lockOwnLinks(
  db: DbOrTx,
  customerId: CustomerId,
  linkIds: readonly SmartcardLinkId[],
): Promise<LinkedCard[]> {
  return ownLinks(db, customerId, linkIds).for("share", { of: smartcardLinks })
}

const ownLink = (id: SmartcardLinkId, customerId: CustomerId) =>
  and(eq(smartcardLinks.id, id), eq(smartcardLinks.customerId, customerId), isNull(smartcardLinks.unlinkedAt))

export async function updateLabel(
  db: DbOrTx,
  { id, customerId, label }: { id: SmartcardLinkId; customerId: CustomerId; label: string },
): Promise<boolean> {
  const changed = await db
    .update(smartcardLinks)
    .set({ label })
    .where(ownLink(id, customerId))
    .returning({ id: smartcardLinks.id })
  return changed.length === 1
}

/** The card of one of the customer's links, locked until the transaction ends. */
export async function lockOwnLink(db: DbOrTx, id: SmartcardLinkId, customerId: CustomerId) {
  const [locked] = await db
    .select({ smartcardId: smartcardLinks.smartcardId, serial: smartcards.serial })
    .from(smartcardLinks)
    .innerJoin(smartcards, eq(smartcards.id, smartcardLinks.smartcardId))
    .where(ownLink(id, customerId))
    .for("update", { of: smartcardLinks })
  return locked ?? null
}

/** Names of the packages that are paid and not activated on a card. */
export async function listReadyPackages(db: DbOrTx, smartcardId: SmartcardId): Promise<string[]> {
  const found = await db
    .select({ name: packages.name })
    .from(subscriptions)
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .where(and(eq(subscriptions.smartcardId, smartcardId), eq(subscriptions.status, "ready")))
    .orderBy(asc(packages.position), asc(packages.name))
  return found.map(({ name }) => name)
}

export async function endLink(
  db: DbOrTx,
  id: SmartcardLinkId,
  customerId: CustomerId,
  now: Date,
): Promise<void> {
  await db.update(smartcardLinks).set({ unlinkedAt: now }).where(ownLink(id, customerId))
}

/** Every card that the customer holds or once held, in the order in which they were added. */
export async function listAllLinks(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({
      serial: smartcards.serial,
      label: smartcardLinks.label,
      linkedAt: smartcardLinks.linkedAt,
      unlinkedAt: smartcardLinks.unlinkedAt,
    })
    .from(smartcardLinks)
    .innerJoin(smartcards, eq(smartcards.id, smartcardLinks.smartcardId))
    .where(eq(smartcardLinks.customerId, customerId))
    .orderBy(asc(smartcardLinks.linkedAt), asc(smartcardLinks.id))
}

/** Frees every card of a customer whose account closes. */
export async function endAllLinks(db: DbOrTx, customerId: CustomerId, now: Date): Promise<void> {
  await db
    .update(smartcardLinks)
    .set({ unlinkedAt: now })
    .where(and(eq(smartcardLinks.customerId, customerId), isNull(smartcardLinks.unlinkedAt)))
}

/** Names of the packages that the customer paid and did not activate, on whichever card; the rows are locked. */
export async function lockReadyPackagesOf(db: DbOrTx, customerId: CustomerId): Promise<string[]> {
  const found = await db
    .select({ name: packages.name })
    .from(subscriptions)
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .where(and(eq(subscriptions.customerId, customerId), eq(subscriptions.status, "ready")))
    .orderBy(asc(packages.position), asc(packages.name))
    .for("update", { of: subscriptions })
  return [...new Set(found.map(({ name }) => name))]
}

/** The customer's cards in the order in which they were added. */
export async function listOwnSmartcards(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({
      linkId: smartcardLinks.id,
      smartcardId: smartcards.id,
      serial: smartcards.serial,
      label: smartcardLinks.label,
      isBlocked: sql<boolean>`${smartcards.status} = 'blocked'`,
    })
    .from(smartcardLinks)
    .innerJoin(smartcards, eq(smartcards.id, smartcardLinks.smartcardId))
    .where(and(eq(smartcardLinks.customerId, customerId), isNull(smartcardLinks.unlinkedAt)))
    .orderBy(asc(smartcardLinks.linkedAt), asc(smartcardLinks.id))
}
