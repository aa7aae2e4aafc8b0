import "server-only"
import { and, desc, eq, or } from "drizzle-orm"
import type { CustomerId, OfferId, OrderId, SmartcardId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { orderLines, orders } from "../schema"

type Goods = { readonly smartcardId: SmartcardId; readonly offerId: OfferId }
export type OpenOrder = { readonly id: OrderId; readonly number: number; readonly totalBani: number }

/** The customer's newest unpaid order that has one of these offers for its card; null without any. */
export async function findOpenOrderWith(
  db: DbOrTx,
  customerId: CustomerId,
  goods: readonly Goods[],
): Promise<OpenOrder | null> {
  if (goods.length === 0) return null
  const isOneOf = or(
    ...goods.map((one) =>
      and(eq(orderLines.smartcardId, one.smartcardId), eq(orderLines.offerId, one.offerId)),
    ),
  )
  const [found] = await db
    .select({ id: orders.id, number: orders.number, totalBani: orders.totalBani })
    .from(orders)
    .innerJoin(orderLines, eq(orderLines.orderId, orders.id))
    .where(and(eq(orders.customerId, customerId), eq(orders.status, "open"), isOneOf))
    .orderBy(desc(orders.id))
    .limit(1)
  return found ?? null
}

/** The customer's newest order, in any state; null without any. */
export async function findNewestOrder(db: DbOrTx, customerId: CustomerId): Promise<OrderId | null> {
  const [found] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(eq(orders.customerId, customerId))
    .orderBy(desc(orders.id))
    .limit(1)
  return found?.id ?? null
}
