import "server-only"
import { and, asc, eq, inArray, sql } from "drizzle-orm"
import type { CustomerId, Serial, SmartcardId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { smartcardLinks, smartcards } from "../schema"

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

/**
 * SELECT … FOR SHARE: until the transaction ends none of these cards can be removed from the account. Their
 * rows are locked first (FOR KEY SHARE): order lines refer to them, and cards come before links.
 */
export async function lockOwnLinks(
  db: DbOrTx,
  customerId: CustomerId,
  linkIds: readonly SmartcardLinkId[],
): Promise<LinkedCard[]> {
  const named = await ownLinks(db, customerId, linkIds)
  await db
    .select({ id: smartcards.id })
    .from(smartcards)
    .where(
      inArray(
        smartcards.id,
        named.map(({ smartcardId }) => smartcardId),
      ),
    )
    .orderBy(asc(smartcards.id))
    .for("key share")
  return ownLinks(db, customerId, linkIds).for("share", { of: smartcardLinks })
}
