import "server-only"
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm"
import type { CustomerId, OrderId, Serial, SmartcardId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { orderLines, smartcardLinks, smartcards } from "../schema"

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

/**
 * The lines of the customer's order whose card they hold now and is not blocked. SELECT … FOR SHARE: until
 * the transaction ends none of these cards can be removed from the account. The caller locks the order.
 */
export async function lockLinesOnOwnCards(
  db: DbOrTx,
  { orderId, customerId }: { readonly orderId: OrderId; readonly customerId: CustomerId },
): Promise<string[]> {
  const found = await db
    .select({ lineId: orderLines.id })
    .from(orderLines)
    .innerJoin(smartcardLinks, eq(smartcardLinks.smartcardId, orderLines.smartcardId))
    .innerJoin(smartcards, eq(smartcards.id, orderLines.smartcardId))
    .where(
      and(
        eq(orderLines.orderId, orderId),
        eq(smartcardLinks.customerId, customerId),
        isNull(smartcardLinks.unlinkedAt),
        eq(smartcards.status, "in_service"),
      ),
    )
    .for("share", { of: smartcardLinks })
  return found.map(({ lineId }) => lineId)
}
