import "server-only"
import { and, eq, exists, inArray, isNull, ne } from "drizzle-orm"
import type { OrderId, Serial, SmartcardId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { orderLines, orders, packages, smartcardLinks, smartcards, subscriptions } from "../schema"

export { findSmartcard } from "./smartcards"

/** The link of whoever holds the card now, locked. */
export async function findCurrentLink(db: DbOrTx, smartcardId: SmartcardId) {
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

export type CurrentLink = NonNullable<Awaited<ReturnType<typeof findCurrentLink>>>

export async function endLinkOf(db: DbOrTx, id: SmartcardLinkId, now: Date): Promise<boolean> {
  const ended = await db
    .update(smartcardLinks)
    .set({ unlinkedAt: now })
    .where(and(eq(smartcardLinks.id, id), isNull(smartcardLinks.unlinkedAt)))
    .returning({ id: smartcardLinks.id })
  return ended.length === 1
}

/** The link leads to another card and keeps its id, so that baskets still name it; that it led to the old one stays as history. */
export async function moveLink(db: DbOrTx, link: CurrentLink, to: SmartcardId, now: Date): Promise<void> {
  await db
    .update(smartcardLinks)
    .set({ smartcardId: to, linkedAt: now })
    .where(eq(smartcardLinks.id, link.id))
  const { customerId, smartcardId, label, linkedAt } = link
  await db.insert(smartcardLinks).values({ customerId, smartcardId, label, linkedAt, unlinkedAt: now })
}

export async function setBlocked(db: DbOrTx, id: SmartcardId, now: Date): Promise<void> {
  await db.update(smartcards).set({ status: "blocked", updatedAt: now }).where(eq(smartcards.id, id))
}

/** Everything on a card, what ended included; what was refunded stays where it was. */
export async function moveSubscriptions(db: DbOrTx, from: SmartcardId, to: SmartcardId) {
  const moved = await db
    .update(subscriptions)
    .set({ smartcardId: to })
    .where(and(eq(subscriptions.smartcardId, from), ne(subscriptions.status, "refunded")))
    .returning({
      id: subscriptions.id,
      packageId: subscriptions.packageId,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
    })
  const codes = new Map(
    (await db.select({ id: packages.id, code: packages.code }).from(packages)).map(({ id, code }) => [
      id,
      code,
    ]),
  )
  return moved.map(({ packageId, ...rest }) => ({ ...rest, packageCode: codes.get(packageId) ?? "" }))
}

/** Orders with something for a card that money may still come for, locked. */
export async function lockUnpaidOrdersOn(db: DbOrTx, smartcardId: SmartcardId): Promise<OrderId[]> {
  const forCard = db
    .select({ id: orderLines.id })
    .from(orderLines)
    .where(and(eq(orderLines.orderId, orders.id), eq(orderLines.smartcardId, smartcardId)))
  const found = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(inArray(orders.status, ["open", "cancelled"]), exists(forCard)))
    .orderBy(orders.id)
    .for("update")
  return found.map(({ id }) => id)
}

/** What is ordered for the old card is for the new one. */
export async function moveLines(
  db: DbOrTx,
  orderIds: readonly OrderId[],
  from: SmartcardId,
  to: { readonly id: SmartcardId; readonly serial: Serial },
): Promise<void> {
  if (orderIds.length === 0) return
  await db
    .update(orderLines)
    .set({ smartcardId: to.id, serial: to.serial })
    .where(and(inArray(orderLines.orderId, [...orderIds]), eq(orderLines.smartcardId, from)))
}
