import "server-only"
import { and, asc, eq, inArray, isNotNull, or, sql } from "drizzle-orm"
import type { OrderId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { customers, orders, payments, refunds } from "../schema"
import type { OrderRow } from "./orders"
import type { PaymentRow } from "./payments"
import { madeAtProvider } from "./refunds"

export type PaymentToReview = Pick<
  PaymentRow,
  | "id"
  | "orderId"
  | "status"
  | "receivedAmount"
  | "receivedCurrency"
  | "reviewReason"
  | "dispute"
  | "providerPaymentId"
  | "createdAt"
> & {
  readonly orderNumber: OrderRow["number"]
  readonly orderStatus: OrderRow["status"]
  readonly totalBani: number
  /** Null when the account was closed. */
  readonly email: string | null
}

/**
 * What the operator has to look at, oldest first: payments under review, disputed payments, and payments
 * with a failed refund or a refund made in the provider's dashboard.
 */
export async function listPaymentsForOperator(db: DbOrTx): Promise<PaymentToReview[]> {
  const isFailed = eq(refunds.status, "failed")
  const isMadeAtProvider = and(eq(refunds.reason, madeAtProvider), eq(refunds.status, "succeeded"))
  const withSuchRefund = db
    .select({ id: refunds.paymentId })
    .from(refunds)
    .where(or(isFailed, isMadeAtProvider))
  return db
    .select({
      id: payments.id,
      orderId: payments.orderId,
      status: payments.status,
      receivedAmount: payments.receivedAmount,
      receivedCurrency: payments.receivedCurrency,
      reviewReason: payments.reviewReason,
      dispute: payments.dispute,
      providerPaymentId: payments.providerPaymentId,
      createdAt: payments.createdAt,
      orderNumber: orders.number,
      orderStatus: orders.status,
      totalBani: orders.totalBani,
      email: sql<string | null>`${customers.email}`,
    })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .leftJoin(customers, eq(customers.id, orders.customerId))
    .where(
      or(
        eq(payments.status, "needs_review"),
        isNotNull(payments.dispute),
        inArray(payments.id, withSuchRefund),
      ),
    )
    .orderBy(asc(payments.createdAt), asc(payments.id))
}

export async function hasPaymentInReview(db: DbOrTx, orderId: OrderId): Promise<boolean> {
  const inReview = and(eq(payments.orderId, orderId), eq(payments.status, "needs_review"))
  return (await db.$count(payments, inReview)) > 0
}

export async function countPaymentsInReview(db: DbOrTx): Promise<number> {
  return db.$count(payments, eq(payments.status, "needs_review"))
}
