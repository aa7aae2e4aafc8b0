import "server-only"
import { and, asc, eq, getTableColumns, inArray, isNull, ne, sql } from "drizzle-orm"
import type { CustomerId, OrderId, Serial, SmartcardId } from "@/lib/domain/ids/brand"
import { type DbOrTx, TransactionConflict } from "../client"
import { orderLines, orders, smartcardLinks, smartcards, subscriptions } from "../schema"
import { acknowledgedAt } from "./acknowledged-grants"
import { lockSmartcards } from "./smartcards"

export type OrderLineRow = typeof orderLines.$inferSelect
type SubscriptionRow = typeof subscriptions.$inferSelect

/** A line of a paid order with its subscription. */
export type BoughtLine = Pick<
  OrderLineRow,
  "packageName" | "months" | "serial" | "cardName" | "priceBani" | "netBani"
> &
  Pick<SubscriptionRow, "status" | "startsAt" | "endsAt" | "expressRequest" | "smartcardId" | "packageId"> & {
    readonly lineId: OrderLineRow["id"]
    readonly subscriptionId: SubscriptionRow["id"]
    /** When the gateway acknowledged its period; null if it never did. */
    readonly acknowledgedAt: Date | null
  }

/** The lines of a paid order, by position. */
export async function listBoughtLines(db: DbOrTx, orderId: OrderId): Promise<BoughtLine[]> {
  return selectBoughtLines(db, orderId)
}

/**
 * The same with their cards and then their subscriptions locked (SELECT … FOR UPDATE). The caller holds the
 * lock of the order.
 */
export async function lockBoughtLines(db: DbOrTx, orderId: OrderId): Promise<BoughtLine[]> {
  const before = await selectBoughtLines(db, orderId)
  const cards = await lockSmartcards(db, [...new Set(before.map(({ smartcardId }) => smartcardId))])
  const lines = await selectBoughtLines(db, orderId).for("update", { of: subscriptions })
  if (lines.some(({ smartcardId }) => !cards.some(({ id }) => id === smartcardId)))
    throw new TransactionConflict("A package moved to another card")
  return lines
}

function selectBoughtLines(db: DbOrTx, orderId: OrderId) {
  return db
    .select({
      lineId: orderLines.id,
      packageName: orderLines.packageName,
      months: orderLines.months,
      serial: orderLines.serial,
      cardName: orderLines.cardName,
      priceBani: orderLines.priceBani,
      netBani: orderLines.netBani,
      subscriptionId: subscriptions.id,
      status: subscriptions.status,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
      expressRequest: subscriptions.expressRequest,
      smartcardId: subscriptions.smartcardId,
      packageId: subscriptions.packageId,
      acknowledgedAt,
    })
    .from(orderLines)
    .innerJoin(subscriptions, eq(subscriptions.orderLineId, orderLines.id))
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.position))
    .$dynamic()
}

export type NewOrderLine = Omit<typeof orderLines.$inferInsert, "id" | "orderId" | "position">

export async function listOrderLines(db: DbOrTx, orderId: OrderId): Promise<OrderLineRow[]> {
  return db.select().from(orderLines).where(eq(orderLines.orderId, orderId)).orderBy(asc(orderLines.position))
}

/** In the order in which they are given. */
export async function insertOrderLines(
  db: DbOrTx,
  orderId: OrderId,
  lines: readonly NewOrderLine[],
): Promise<void> {
  await db.insert(orderLines).values(lines.map((line, position) => ({ ...line, orderId, position })))
}

/** The lines of every order of a customer. */
export async function listLinesOfCustomer(db: DbOrTx, customerId: CustomerId): Promise<OrderLineRow[]> {
  return db
    .select(getTableColumns(orderLines))
    .from(orderLines)
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .where(eq(orders.customerId, customerId))
    .orderBy(asc(orderLines.orderId), asc(orderLines.position))
}

/** The customer's own names of cards become the names of unnamed cards (`smartcardName`), in all orders. */
export async function forgetCardNames(db: DbOrTx, customerId: CustomerId): Promise<void> {
  const own = db.select({ id: orders.id }).from(orders).where(eq(orders.customerId, customerId))
  await db
    .update(orderLines)
    .set({ cardName: sql`'Smartcard …' || right(${orderLines.serial}, 4)` })
    .where(inArray(orderLines.orderId, own))
}

/** Changes the card of order lines. */
export async function moveOrderLines(
  db: DbOrTx,
  {
    orderIds,
    from,
    to,
  }: {
    readonly orderIds: readonly OrderId[]
    readonly from: SmartcardId
    readonly to: { readonly id: SmartcardId; readonly serial: Serial }
  },
): Promise<void> {
  if (orderIds.length === 0) return
  await db
    .update(orderLines)
    .set({ smartcardId: to.id, serial: to.serial })
    .where(and(inArray(orderLines.orderId, [...orderIds]), eq(orderLines.smartcardId, from)))
}

export type LineSubscription = Pick<
  SubscriptionRow,
  "id" | "orderLineId" | "startsAt" | "endsAt" | "activatedAt"
> & {
  readonly card: { readonly serial: Serial | null; readonly label: string | null } | null
  readonly isAwaited: boolean
}

/**
 * The subscriptions of order lines, without refunded ones. `card`: the one that it is on now, where its
 * customer still holds it.
 */
export async function listSubscriptionsOfLines(
  db: DbOrTx,
  lineIds: readonly string[],
): Promise<LineSubscription[]> {
  if (lineIds.length === 0) return []
  const isTheirs = and(
    eq(smartcardLinks.smartcardId, subscriptions.smartcardId),
    eq(smartcardLinks.customerId, subscriptions.customerId),
    isNull(smartcardLinks.unlinkedAt),
  )
  return db
    .select({
      id: subscriptions.id,
      card: { serial: smartcards.serial, label: smartcardLinks.label },
      orderLineId: subscriptions.orderLineId,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
      activatedAt: subscriptions.activatedAt,
      isAwaited: sql<boolean>`exists (select from entitlement_commands c
          where c.subscription_id = subscriptions.id and c.type = 'grant' and c.status = 'pending')
        and not exists (select from entitlement_commands c
          join smartcards k on k.serial = c.serial and k.id = subscriptions.smartcard_id
          where c.subscription_id = subscriptions.id and c.type = 'grant' and c.status = 'acknowledged'
          and c.starts_at = subscriptions.starts_at)`,
    })
    .from(subscriptions)
    .leftJoin(smartcardLinks, isTheirs)
    .leftJoin(smartcards, eq(smartcards.id, smartcardLinks.smartcardId))
    .where(and(inArray(subscriptions.orderLineId, [...lineIds]), ne(subscriptions.status, "refunded")))
}
