import "server-only"
import {
  and,
  asc,
  desc,
  eq,
  exists,
  getTableColumns,
  gt,
  gte,
  ilike,
  inArray,
  isNull,
  like,
  lt,
  lte,
  notExists,
  or,
  sql,
} from "drizzle-orm"
import type { CustomerId, OrderId, SmartcardLinkId, SubscriptionId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import {
  customers,
  invoices,
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

export type OrderRow = Pick<typeof orders.$inferSelect, keyof typeof orderColumns>

/** Whoever changes an order holds it first. */
export async function lockOrder(db: DbOrTx, id: OrderId): Promise<OrderRow | null> {
  const [found] = await db.select(orderColumns).from(orders).where(eq(orders.id, id)).for("update")
  return found ?? null
}

/** Locks the order as `lockOrder` does. */
export async function lockOrderByNumber(db: DbOrTx, number: number): Promise<OrderRow | null> {
  const [found] = await db.select(orderColumns).from(orders).where(eq(orders.number, number)).for("update")
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

export type OrderLineRow = typeof orderLines.$inferSelect

export async function listOrderLines(db: DbOrTx, orderId: OrderId): Promise<OrderLineRow[]> {
  return db.select().from(orderLines).where(eq(orderLines.orderId, orderId)).orderBy(asc(orderLines.position))
}

export type OrderFilter = {
  readonly customerId: CustomerId
  /** Part of an order's number, of its invoices, packages, cards or serials; empty: all. */
  readonly search: string
  readonly from: Date | null
  /** Exclusive. */
  readonly until: Date | null
}

/** A page of the customer's orders, newest first, each with how many there are in all. */
export async function listOwnOrders(
  db: DbOrTx,
  { customerId, search, from, until }: OrderFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) {
  return db
    .select({ ...orderColumns, found: sql<number>`count(*) over ()`.mapWith(Number) })
    .from(orders)
    .where(
      and(
        eq(orders.customerId, customerId),
        from ? gte(orders.createdAt, from) : undefined,
        until ? lt(orders.createdAt, until) : undefined,
        search ? isAbout(db, search) : undefined,
      ),
    )
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(limit)
    .offset(offset)
}

function isAbout(db: DbOrTx, search: string) {
  const part = `%${search.replace(/[\\%_]/g, "\\$&")}%`
  const line = or(
    ilike(orderLines.packageName, part),
    ilike(orderLines.cardName, part),
    like(orderLines.serial, part),
  )
  const lines = db
    .select({ id: orderLines.id })
    .from(orderLines)
    .where(and(eq(orderLines.orderId, orders.id), line))
  const billed = db
    .select({ id: invoices.id })
    .from(invoices)
    .where(
      and(eq(invoices.orderId, orders.id), ilike(sql`${invoices.series} || ' ' || ${invoices.number}`, part)),
    )
  return or(like(sql`${orders.number}::text`, part), exists(lines), exists(billed))
}

/** When the customer ordered first; null when never. */
export async function findFirstOrderAt(db: DbOrTx, customerId: CustomerId): Promise<Date | null> {
  const [first] = await db
    .select({ at: orders.createdAt })
    .from(orders)
    .where(eq(orders.customerId, customerId))
    .orderBy(asc(orders.createdAt))
    .limit(1)
  return first?.at ?? null
}

/** Orders that were paid and made since an instant, of which something is left to undo, newest first. */
export async function listUndoableOrders(db: DbOrTx, customerId: CustomerId, madeSince: Date) {
  return db
    .select(orderColumns)
    .from(orders)
    .where(
      and(eq(orders.customerId, customerId), eq(orders.status, "paid"), gte(orders.createdAt, madeSince)),
    )
    .orderBy(desc(orders.createdAt), desc(orders.id))
}

/** Every order of a customer with its lines, oldest first. */
export async function listAllOrders(db: DbOrTx, customerId: CustomerId) {
  const found = await db
    .select(orderColumns)
    .from(orders)
    .where(eq(orders.customerId, customerId))
    .orderBy(asc(orders.createdAt), asc(orders.id))
  const lines = await db
    .select(getTableColumns(orderLines))
    .from(orderLines)
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .where(eq(orders.customerId, customerId))
    .orderBy(asc(orderLines.position))
  const byOrder = Map.groupBy(lines, ({ orderId }) => orderId)
  return found.map((order) => ({ ...order, lines: byOrder.get(order.id) ?? [] }))
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
