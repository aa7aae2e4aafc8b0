import "server-only"
import { and, asc, count, eq, gt, isNull, sql } from "drizzle-orm"
import type { CustomerId, Serial, SmartcardId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { smartcardLinks, smartcards } from "../schema"

/** Null when the card has a holder already: the unique index decides between concurrent attempts. */
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

const selectOwnLink = (db: DbOrTx, id: SmartcardLinkId, customerId: CustomerId) =>
  db
    .select({
      smartcardId: smartcardLinks.smartcardId,
      label: smartcardLinks.label,
      serial: smartcards.serial,
    })
    .from(smartcardLinks)
    .innerJoin(smartcards, eq(smartcards.id, smartcardLinks.smartcardId))
    .where(ownLink(id, customerId))

/** The card of one of the customer's links. */
export async function findOwnLink(db: DbOrTx, id: SmartcardLinkId, customerId: CustomerId) {
  const [found] = await selectOwnLink(db, id, customerId)
  return found ?? null
}

/** The same. SELECT … FOR UPDATE of the link. */
export async function lockOwnLink(db: DbOrTx, id: SmartcardLinkId, customerId: CustomerId) {
  const [locked] = await selectOwnLink(db, id, customerId).for("update", { of: smartcardLinks })
  return locked ?? null
}

export async function endOwnLink(
  db: DbOrTx,
  { id, customerId }: { readonly id: SmartcardLinkId; readonly customerId: CustomerId },
  now: Date,
): Promise<void> {
  await db.update(smartcardLinks).set({ unlinkedAt: now }).where(ownLink(id, customerId))
}

/** Whether the customer holds the card now. SELECT … FOR SHARE: the link stays until the transaction ends. */
export async function lockHolding(
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

export type CurrentLink = Pick<
  typeof smartcardLinks.$inferSelect,
  "id" | "customerId" | "smartcardId" | "label" | "linkedAt"
>

/** The link of the card's present holder. SELECT … FOR UPDATE. */
export async function lockCurrentLink(db: DbOrTx, smartcardId: SmartcardId): Promise<CurrentLink | null> {
  const [found] = await db
    .select({
      id: smartcardLinks.id,
      customerId: smartcardLinks.customerId,
      smartcardId: smartcardLinks.smartcardId,
      label: smartcardLinks.label,
      linkedAt: smartcardLinks.linkedAt,
    })
    .from(smartcardLinks)
    .where(and(eq(smartcardLinks.smartcardId, smartcardId), isNull(smartcardLinks.unlinkedAt)))
    .for("update")
  return found ?? null
}

export async function endLink(db: DbOrTx, id: SmartcardLinkId, now: Date): Promise<boolean> {
  const ended = await db
    .update(smartcardLinks)
    .set({ unlinkedAt: now })
    .where(and(eq(smartcardLinks.id, id), isNull(smartcardLinks.unlinkedAt)))
    .returning({ id: smartcardLinks.id })
  return ended.length === 1
}

/**
 * Points the link to another card. It keeps its id, because carts name it; a past link to the old card stays
 * as history.
 */
export async function moveLink(
  db: DbOrTx,
  { link, to }: { readonly link: CurrentLink; readonly to: SmartcardId },
  now: Date,
): Promise<void> {
  await db
    .update(smartcardLinks)
    .set({ smartcardId: to, linkedAt: now })
    .where(eq(smartcardLinks.id, link.id))
  const { customerId, smartcardId, label, linkedAt } = link
  await db.insert(smartcardLinks).values({ customerId, smartcardId, label, linkedAt, unlinkedAt: now })
}

/** Every present and past link of the customer, oldest first. */
export async function listAllLinks(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({
      id: smartcardLinks.id,
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

/** Ends every link of a customer whose account closes. */
export async function endAllLinks(db: DbOrTx, customerId: CustomerId, now: Date): Promise<void> {
  await db
    .update(smartcardLinks)
    .set({ unlinkedAt: now })
    .where(and(eq(smartcardLinks.customerId, customerId), isNull(smartcardLinks.unlinkedAt)))
}

export type OwnSmartcard = {
  readonly linkId: SmartcardLinkId
  readonly smartcardId: SmartcardId
  readonly serial: Serial
  readonly label: string
  readonly isBlocked: boolean
}

/** The customer's cards, oldest link first. */
export async function listOwnSmartcards(db: DbOrTx, customerId: CustomerId): Promise<OwnSmartcard[]> {
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

/** How many cards the customer holds, and how many links began after an instant, ended ones included. */
export async function countLinks(db: DbOrTx, customerId: CustomerId, after: Date) {
  const [counts] = await db
    .select({
      held: count(sql`case when ${smartcardLinks.unlinkedAt} is null then 1 end`),
      added: count(sql`case when ${gt(smartcardLinks.linkedAt, after)} then 1 end`),
    })
    .from(smartcardLinks)
    .where(eq(smartcardLinks.customerId, customerId))
  return counts ?? { held: 0, added: 0 }
}
