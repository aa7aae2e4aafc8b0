import "server-only"
import { and, asc, eq, exists, inArray, lte, notExists } from "drizzle-orm"
import type { CheckoutId, CustomerId, OrderId, SmartcardId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { customers, orderLines, orders, payments } from "../schema"

export type NewOrder = Omit<
  typeof orders.$inferInsert,
  "id" | "number" | "status" | "paidAt" | "closedAt" | "customerId" | "checkoutId"
> & { readonly customerId: CustomerId; readonly checkoutId: CheckoutId }

/** Null when an order of the customer was made from this checkout before. */
export async function insertOrder(db: DbOrTx, order: NewOrder): Promise<OrderId | null> {
  const [inserted] = await db
    .insert(orders)
    .values({ ...order, status: "open" })
    .onConflictDoNothing({ target: [orders.customerId, orders.checkoutId] })
    .returning({ id: orders.id })
  return inserted?.id ?? null
}

/** The customer's order that was made from a checkout. */
export async function findOrderOfCheckout(
  db: DbOrTx,
  { customerId, checkoutId }: { readonly customerId: CustomerId; readonly checkoutId: CheckoutId },
): Promise<OrderId | null> {
  const [found] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.customerId, customerId), eq(orders.checkoutId, checkoutId)))
  return found?.id ?? null
}

/** The columns of an order that leave this floor. */
export const orderColumns = {
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
  closedAt: orders.closedAt,
  termsVersion: orders.termsVersion,
  withdrawalVersion: orders.withdrawalVersion,
}

export type OrderRow = Pick<typeof orders.$inferSelect, keyof typeof orderColumns>

/**
 * SELECT … FOR UPDATE. Lock order everywhere: customer; then session, device and one-time link, or cart,
 * order, smartcard, link, subscription and invoice series; mail last.
 */
export async function lockOrder(db: DbOrTx, id: OrderId): Promise<OrderRow | null> {
  const [found] = await db.select(orderColumns).from(orders).where(eq(orders.id, id)).for("update")
  return found ?? null
}

/** Locks the order as `lockOrder` does. */
export async function lockOrderByNumber(db: DbOrTx, number: number): Promise<OrderRow | null> {
  const [found] = await db.select(orderColumns).from(orders).where(eq(orders.number, number)).for("update")
  return found ?? null
}

/** The order with that number, and its customer: null where the account is closed. */
export async function findOrderByNumber(
  db: DbOrTx,
  number: number,
): Promise<Pick<OrderRow, "id" | "customerId"> | null> {
  const [found] = await db
    .select({ id: orders.id, customerId: orders.customerId })
    .from(orders)
    .where(eq(orders.number, number))
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

export const isOrderOpen = async (db: DbOrTx, id: OrderId): Promise<boolean> =>
  (await db.$count(orders, and(eq(orders.id, id), eq(orders.status, "open")))) > 0

/** When the customer placed the first order; null without any. */
export async function findFirstOrderAt(db: DbOrTx, customerId: CustomerId): Promise<Date | null> {
  const [first] = await db
    .select({ at: orders.createdAt })
    .from(orders)
    .where(eq(orders.customerId, customerId))
    .orderBy(asc(orders.createdAt))
    .limit(1)
  return first?.at ?? null
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

/** Every line of the order was refunded. */
export async function markOrderRefunded(db: DbOrTx, id: OrderId): Promise<void> {
  await db.update(orders).set({ status: "refunded" }).where(eq(orders.id, id))
}

/** Moves the end of an open order to the end of its newest payment. */
export async function extendOrder(db: DbOrTx, id: OrderId, expiresAt: Date): Promise<void> {
  await db.update(orders).set({ expiresAt }).where(eq(orders.id, id))
}

/** Cancels open orders that have expired and have no payment under way or under review. */
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

/**
 * The customer's unpaid orders, oldest first (ids are UUIDv7). SELECT … FOR UPDATE; with `skipLocked` those
 * that another transaction holds are left out instead of waited for.
 */
export async function lockOpenOrdersOf(
  db: DbOrTx,
  customerId: CustomerId,
  { skipLocked = false }: { readonly skipLocked?: boolean } = {},
): Promise<OrderId[]> {
  const found = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.customerId, customerId), eq(orders.status, "open")))
    .orderBy(asc(orders.id))
    .for("update", skipLocked ? { skipLocked } : {})
  return found.map(({ id }) => id)
}

/** The customer's unpaid orders, oldest first. */
export async function listOpenOrdersOf(db: DbOrTx, customerId: CustomerId): Promise<OrderId[]> {
  const found = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.customerId, customerId), eq(orders.status, "open")))
    .orderBy(asc(orders.id))
  return found.map(({ id }) => id)
}

/** Open and cancelled orders with a line for a card: a payment may still arrive. SELECT … FOR UPDATE. */
export async function lockUnpaidOrdersOn(db: DbOrTx, smartcardId: SmartcardId): Promise<OrderId[]> {
  const found = await db
    .select({ id: orders.id })
    .from(orders)
    .where(isUnpaidOn(db, smartcardId))
    .orderBy(orders.id)
    .for("update")
  return found.map(({ id }) => id)
}

/** How many these are. */
export const countUnpaidOrdersOn = (db: DbOrTx, smartcardId: SmartcardId): Promise<number> =>
  db.$count(orders, isUnpaidOn(db, smartcardId))

function isUnpaidOn(db: DbOrTx, smartcardId: SmartcardId) {
  const forCard = db
    .select({ id: orderLines.id })
    .from(orderLines)
    .where(and(eq(orderLines.orderId, orders.id), eq(orderLines.smartcardId, smartcardId)))
  return and(inArray(orders.status, ["open", "cancelled"]), exists(forCard))
}
