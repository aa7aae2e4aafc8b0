import "server-only"
import { and, eq, inArray } from "drizzle-orm"
import type { CustomerId, OrderId, SmartcardId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { orderLines, orders, payments } from "../schema"

/** Under way or under review: money may be on its way. */
const isUnsettled = inArray(payments.status, ["starting", "open", "processing", "needs_review"])

/** Which of the orders have a payment under way or under review. */
export async function findOrdersInPayment(
  db: DbOrTx,
  orderIds: readonly OrderId[],
): Promise<ReadonlySet<OrderId>> {
  if (orderIds.length === 0) return new Set()
  const found = await db
    .select({ orderId: payments.orderId })
    .from(payments)
    .where(and(inArray(payments.orderId, [...orderIds]), isUnsettled))
  return new Set(found.map(({ orderId }) => orderId))
}

/** Whether an order of the customer for the card has a payment under way or under review. */
export async function hasOwnPaymentForCard(
  db: DbOrTx,
  { smartcardId, customerId }: { readonly smartcardId: SmartcardId; readonly customerId: CustomerId },
): Promise<boolean> {
  const found = await db
    .select({ id: payments.id })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .innerJoin(orderLines, eq(orderLines.orderId, orders.id))
    .where(and(eq(orderLines.smartcardId, smartcardId), eq(orders.customerId, customerId), isUnsettled))
    .limit(1)
  return found.length > 0
}

/** Whether an order of the customer has a payment under way or under review. */
export async function hasPaymentOf(db: DbOrTx, customerId: CustomerId): Promise<boolean> {
  const found = await db
    .select({ id: payments.id })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(and(eq(orders.customerId, customerId), isUnsettled))
    .limit(1)
  return found.length > 0
}
