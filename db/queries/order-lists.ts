import "server-only"
import { and, asc, desc, eq, exists, gte, like, lt, or, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { bareNumber } from "@/lib/domain/words/bare-number"
import { foldedText } from "@/lib/domain/words/folded-text"
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

/** Words without diacritics in any case, numbers in any spacing: "mures", "020 0000 0001", "FS-12". */
function isAbout(db: DbOrTx, search: string) {
  const part = partOf(foldedText(search))
  // Nothing but dashes names no number.
  const bare = bareNumber(search) || search
  const line = or(
    like(folded(orderLines.packageName), part),
    like(folded(orderLines.cardName), part),
    /^\d+$/.test(bare) ? like(orderLines.serial, partOf(bare)) : undefined,
  )
  const lines = db
    .select({ id: orderLines.id })
    .from(orderLines)
    .where(and(eq(orderLines.orderId, orders.id), line))
  const title = sql`lower(${invoices.series} || ${invoices.number})`
  const billed = db
    .select({ id: invoices.id })
    .from(invoices)
    .where(and(eq(invoices.orderId, orders.id), like(title, partOf(bare.toLowerCase()))))
  return or(like(sql`${orders.number}::text`, partOf(bare)), exists(lines), exists(billed))
}

const partOf = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`

/** What `foldedText` makes of the letters that Romanian names have. */
const folded = (column: PgColumn) =>
  sql`translate(lower(${column}), 'ĂÂÎȘ\u015eȚ\u0162ăâîș\u015fț\u0163', 'aaissttaaisstt')`

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
