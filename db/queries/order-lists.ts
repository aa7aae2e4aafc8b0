import "server-only"
import { and, asc, desc, eq, exists, gte, ilike, like, lt, or, sql } from "drizzle-orm"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { invoices, orderLines, orders } from "../schema"
import { orderColumns } from "./orders"

export type OrderFilter = {
  readonly customerId: CustomerId
  /** Part of an order's number, of its invoices, packages, cards or serials; empty: all. */
  readonly search: string
  readonly from: Date | null
  /** Exclusive. */
  readonly until: Date | null
}

/** One page of the customer's orders, newest first; `found` on each row is the total number of matches. */
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

/** Paid orders made at or after an instant, newest first. */
export async function listUndoableOrders(db: DbOrTx, customerId: CustomerId, madeSince: Date) {
  return db
    .select(orderColumns)
    .from(orders)
    .where(
      and(eq(orders.customerId, customerId), eq(orders.status, "paid"), gte(orders.createdAt, madeSince)),
    )
    .orderBy(desc(orders.createdAt), desc(orders.id))
}

/** Every order of a customer, oldest first. */
export async function listAllOrders(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({ ...orderColumns, closedAt: orders.closedAt })
    .from(orders)
    .where(eq(orders.customerId, customerId))
    .orderBy(asc(orders.createdAt), asc(orders.id))
}
