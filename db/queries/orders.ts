import "server-only"
import { and, asc, desc, eq, gt, inArray, isNull, lte, notExists, or } from "drizzle-orm"
import type { CustomerId, OrderId, SmartcardLinkId, SubscriptionId } from "@/lib/domain/brand"
import type { DbOrTx } from "../client"
import {
  customers,
  offers,
  orderLines,
  orders,
  packages,
  payments,
  smartcardLinks,
  smartcards,
  subscriptions,
} from "../schema"

export type NewOrder = Omit<typeof orders.$inferInsert, "id" | "number" | "status" | "paidAt" | "closedAt">
export type NewOrderLine = Omit<typeof orderLines.$inferInsert, "id" | "orderId" | "position">

export async function insertOrder(
  db: DbOrTx,
  order: NewOrder,
  lines: readonly NewOrderLine[],
): Promise<OrderId> {
  const [inserted] = await db
    .insert(orders)
    .values({ ...order, status: "open" })
    .returning({ id: orders.id })
  if (!inserted) throw new Error("An order was not stored")
  await db
    .insert(orderLines)
    .values(lines.map((line, position) => ({ ...line, orderId: inserted.id, position })))
  return inserted.id
}

/** Cards that the customer holds now and that are not blocked; what else was asked for is missing from the answer. */
export async function listOrderableCards(
  db: DbOrTx,
  customerId: CustomerId,
  linkIds: readonly SmartcardLinkId[],
) {
  return db
    .select({
      linkId: smartcardLinks.id,
      smartcardId: smartcards.id,
      serial: smartcards.serial,
      label: smartcardLinks.label,
    })
    .from(smartcardLinks)
    .innerJoin(smartcards, eq(smartcards.id, smartcardLinks.smartcardId))
    .where(
      and(
        eq(smartcardLinks.customerId, customerId),
        isNull(smartcardLinks.unlinkedAt),
        eq(smartcards.status, "in_service"),
        inArray(smartcardLinks.id, [...linkIds]),
      ),
    )
    .for("share", { of: smartcardLinks })
}

export async function listOrderableOffers(db: DbOrTx, codes: readonly string[], now: Date) {
  return db
    .select({
      offerId: offers.id,
      code: offers.code,
      months: offers.months,
      priceBani: offers.priceBani,
      packageId: packages.id,
      packageName: packages.name,
    })
    .from(offers)
    .innerJoin(packages, eq(packages.id, offers.packageId))
    .where(
      and(
        inArray(offers.code, [...codes]),
        lte(offers.validFrom, now),
        or(isNull(offers.validUntil), gt(offers.validUntil, now)),
      ),
    )
}

const orderColumns = {
  id: orders.id,
  number: orders.number,
  customerId: orders.customerId,
  status: orders.status,
  totalBani: orders.totalBani,
  vatBani: orders.vatBani,
  vatBasisPoints: orders.vatBasisPoints,
  billing: orders.billing,
  createdAt: orders.createdAt,
  expiresAt: orders.expiresAt,
  paidAt: orders.paidAt,
}

/** Whoever changes an order holds it first. */
export async function lockOrder(db: DbOrTx, id: OrderId) {
  const [found] = await db.select(orderColumns).from(orders).where(eq(orders.id, id)).for("update")
  return found ?? null
}

export async function findOwnOrder(db: DbOrTx, id: OrderId, customerId: CustomerId) {
  const [found] = await db
    .select({ ...orderColumns, email: customers.email })
    .from(orders)
    .innerJoin(customers, eq(customers.id, orders.customerId))
    .where(and(eq(orders.id, id), eq(orders.customerId, customerId)))
  return found ?? null
}

export async function listOrderLines(db: DbOrTx, orderId: OrderId) {
  return db.select().from(orderLines).where(eq(orderLines.orderId, orderId)).orderBy(asc(orderLines.position))
}

/** Newest first. */
export async function listOwnOrders(db: DbOrTx, customerId: CustomerId, limit: number) {
  return db
    .select(orderColumns)
    .from(orders)
    .where(eq(orders.customerId, customerId))
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(limit)
}

export async function markOrderPaid(db: DbOrTx, id: OrderId, now: Date): Promise<void> {
  await db.update(orders).set({ status: "paid", paidAt: now, closedAt: now }).where(eq(orders.id, id))
}

export async function markOrderCancelled(db: DbOrTx, id: OrderId, now: Date): Promise<boolean> {
  const cancelled = await db
    .update(orders)
    .set({ status: "cancelled", closedAt: now })
    .where(and(eq(orders.id, id), eq(orders.status, "open")))
    .returning({ id: orders.id })
  return cancelled.length === 1
}

/** The order waits as long as its payment does. */
export async function extendOrder(db: DbOrTx, id: OrderId, expiresAt: Date): Promise<void> {
  await db.update(orders).set({ expiresAt }).where(eq(orders.id, id))
}

/** Cancels what nobody is paying and whose time is over. */
export async function cancelLapsedOrders(db: DbOrTx, now: Date): Promise<number> {
  const underWay = db
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.orderId, orders.id),
        inArray(payments.status, ["starting", "open", "processing", "needs_review"]),
      ),
    )
  const lapsed = await db
    .update(orders)
    .set({ status: "cancelled", closedAt: now })
    .where(and(eq(orders.status, "open"), lte(orders.expiresAt, now), notExists(underWay)))
    .returning({ id: orders.id })
  return lapsed.length
}

/** One subscription per paid line, waiting to be activated; by its line. */
export async function insertReadySubscriptions(
  db: DbOrTx,
  customerId: CustomerId | null,
  lines: readonly (typeof orderLines.$inferSelect)[],
  now: Date,
): Promise<Map<string, SubscriptionId>> {
  const rows = await db
    .insert(subscriptions)
    .values(
      lines.map(({ id, smartcardId, packageId, offerId }) => ({
        smartcardId,
        packageId,
        offerId,
        customerId,
        orderLineId: id,
        status: "ready" as const,
        createdAt: now,
      })),
    )
    .returning({ id: subscriptions.id, lineId: subscriptions.orderLineId })
  return new Map(rows.map(({ id, lineId }) => [lineId ?? "", id]))
}
