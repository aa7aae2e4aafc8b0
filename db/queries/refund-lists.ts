import "server-only"
import { asc, eq } from "drizzle-orm"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { orders, payments, refunds } from "../schema"

/** All refunds of the customer's payments, oldest first, without the provider's ids. */
export async function listAllRefunds(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({
      orderId: payments.orderId,
      stornoId: refunds.stornoId,
      amount: refunds.amount,
      elsewhereAmount: refunds.elsewhereAmount,
      status: refunds.status,
      reason: refunds.reason,
      failure: refunds.failure,
      createdAt: refunds.createdAt,
      settledAt: refunds.settledAt,
    })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(eq(orders.customerId, customerId))
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
}
