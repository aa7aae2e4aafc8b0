import "server-only"
import { and, asc, eq, gt, isNull, lt, sql } from "drizzle-orm"
import type { DbOrTx } from "../client"
import { customers, invoiceLines, orderLines, orders, payments } from "../schema"
import { byHand } from "./taken-back"

export type UninformedRest = {
  readonly orderNumber: number
  /** Null: the account is closed. */
  readonly email: string | null
  /** When the last withdrawal from it was acknowledged. */
  readonly lastAt: Date
  /** What the lines cost that were withdrawn from. */
  readonly priceBani: number
  /** What came back of it, also by hand. */
  readonly returnedBani: number
  readonly providerPaymentId: string | null
}

/**
 * Paid orders whose customers were not informed of the right of withdrawal, and got back less than the price
 * of the lines that they withdrew from, by number; at most `limit`. A line has at most one storno.
 */
export async function listUninformedRests(db: DbOrTx, limit: number): Promise<UninformedRest[]> {
  const price = sql<number>`sum(${orderLines.priceBani})`.mapWith(Number)
  const credited = sql<number>`-sum(${invoiceLines.priceBani})`.mapWith(Number)
  const parts = db
    .select({
      orderId: orderLines.orderId,
      priceBani: price.as("price_bani"),
      creditedBani: credited.as("credited_bani"),
    })
    .from(orderLines)
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .innerJoin(invoiceLines, and(eq(invoiceLines.orderLineId, orderLines.id), lt(invoiceLines.priceBani, 0)))
    .where(isNull(orders.withdrawalVersion))
    .groupBy(orderLines.orderId)
    .having(gt(price, credited))
    .as("parts")
  const returnedBani = sql<number>`${parts.creditedBani} + ${byHand}`.mapWith(Number)
  return db
    .select({
      orderNumber: orders.number,
      email: customers.email,
      lastAt:
        sql<Date>`(select max(w.created_at) from withdrawals w where w.order_id = ${orders.id})`.mapWith(
          orders.createdAt,
        ),
      priceBani: parts.priceBani,
      returnedBani,
      providerPaymentId: payments.providerPaymentId,
    })
    .from(parts)
    .innerJoin(orders, eq(orders.id, parts.orderId))
    .innerJoin(payments, and(eq(payments.orderId, orders.id), eq(payments.status, "paid")))
    .leftJoin(customers, eq(customers.id, orders.customerId))
    .where(gt(parts.priceBani, returnedBani))
    .orderBy(asc(orders.number))
    .limit(limit)
}
