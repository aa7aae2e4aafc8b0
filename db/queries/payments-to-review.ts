import "server-only"
import { and, asc, eq, inArray, isNull, lte, ne, or, sql } from "drizzle-orm"
import type { OrderId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { customers, orders, payments, refunds } from "../schema"
import type { OrderRow } from "./orders"
import type { PaymentRow } from "./payments"
import { madeAtProvider } from "./refunds"
import { hasRefundByHand } from "./taken-back"

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
 * What the operator has to look at, oldest first: payments under review, and what the operator has not seen
 * yet: transfers started before `lateSince` that brought nothing, disputes open or lost whose order stands,
 * failed refunds, and refunds made in the provider's dashboard that no storno took up.
 */
export async function listPaymentsForOperator(
  db: DbOrTx,
  { lateSince }: { readonly lateSince: Date },
): Promise<PaymentToReview[]> {
  const withFailedRefund = db
    .select({ id: refunds.paymentId })
    .from(refunds)
    .where(eq(refunds.status, "failed"))
  const withRefundByHand = db
    .select({ id: payments.id })
    .from(payments)
    .where(and(inArray(payments.id, madeByHand(db)), hasRefundByHand))
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
        and(
          isNull(payments.seenAt),
          or(
            and(inArray(payments.dispute, ["open", "lost"]), ne(orders.status, "refunded")),
            inArray(payments.id, withFailedRefund),
            inArray(payments.id, withRefundByHand),
            and(eq(payments.status, "processing"), lte(payments.createdAt, lateSince)),
          ),
        ),
      ),
    )
    .orderBy(asc(payments.createdAt), asc(payments.id))
}

const madeByHand = (db: DbOrTx) =>
  db.select({ id: refunds.paymentId }).from(refunds).where(eq(refunds.reason, madeAtProvider))

export async function hasPaymentInReview(db: DbOrTx, orderId: OrderId): Promise<boolean> {
  const inReview = and(eq(payments.orderId, orderId), eq(payments.status, "needs_review"))
  return (await db.$count(payments, inReview)) > 0
}

export async function countPaymentsInReview(db: DbOrTx): Promise<number> {
  return db.$count(payments, eq(payments.status, "needs_review"))
}
