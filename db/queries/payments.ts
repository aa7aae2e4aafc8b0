import "server-only"
import { and, asc, desc, eq, inArray, isNotNull, lte, max, or, sql } from "drizzle-orm"
import type { CustomerId, OrderId, PaymentId, ProviderSessionId, SmartcardId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import {
  customers,
  type DisputeStatus,
  orderLines,
  orders,
  type PaymentStatus,
  paymentEvents,
  payments,
  refunds,
} from "../schema"

const underWay: PaymentStatus[] = ["starting", "open", "processing"]

export async function findPaymentUnderWay(db: DbOrTx, orderId: OrderId) {
  const [found] = await db
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, orderId), inArray(payments.status, underWay)))
  return found ?? null
}

export async function findLastPayment(db: DbOrTx, orderId: OrderId) {
  const [found] = await db
    .select()
    .from(payments)
    .where(eq(payments.orderId, orderId))
    .orderBy(desc(payments.attempt))
    .limit(1)
  return found ?? null
}

/** The status of each order's last attempt. */
export async function listLastPaymentStatuses(
  db: DbOrTx,
  orderIds: readonly OrderId[],
): Promise<Map<OrderId, PaymentStatus>> {
  if (orderIds.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([payments.orderId], { orderId: payments.orderId, status: payments.status })
    .from(payments)
    .where(inArray(payments.orderId, [...orderIds]))
    .orderBy(asc(payments.orderId), desc(payments.attempt))
  return new Map(rows.map(({ orderId, status }) => [orderId, status]))
}

/** The next attempt; the order is locked by whoever asks. */
export async function insertPayment(
  db: DbOrTx,
  payment: { readonly orderId: OrderId; readonly amountBani: number; readonly expiresAt: Date },
  now: Date,
) {
  const [last] = await db
    .select({ attempt: max(payments.attempt) })
    .from(payments)
    .where(eq(payments.orderId, payment.orderId))
  const row = { ...payment, attempt: (last?.attempt ?? 0) + 1, status: "starting" as const, currency: "ron" }
  const [inserted] = await db
    .insert(payments)
    .values({ ...row, createdAt: now })
    .returning()
  if (!inserted) throw new Error("A payment was not stored")
  return inserted
}

/** The page is there. A payment that went on meanwhile stays where it is. */
export async function openPayment(
  db: DbOrTx,
  id: PaymentId,
  session: { readonly sessionId: ProviderSessionId; readonly url: string },
): Promise<void> {
  await db
    .update(payments)
    .set({ ...session, status: "open" })
    .where(and(eq(payments.id, id), eq(payments.status, "starting")))
}

export async function findPayment(db: DbOrTx, id: PaymentId) {
  const [found] = await db.select().from(payments).where(eq(payments.id, id))
  return found ?? null
}

type Settlement = {
  readonly status: PaymentStatus
  readonly providerPaymentId?: string | null
  /** The money that came, once some did. */
  readonly received?: { readonly amount: number; readonly currency: string }
  readonly reviewReason?: string
}

export async function settlePaymentRow(
  db: DbOrTx,
  id: PaymentId,
  { status, providerPaymentId, received, reviewReason }: Settlement,
  now: Date,
): Promise<void> {
  const settledAt = underWay.includes(status) ? null : now
  await db
    .update(payments)
    .set({
      status,
      settledAt,
      reviewReason: reviewReason ?? null,
      ...(providerPaymentId && { providerPaymentId }),
      ...(received && { receivedAmount: received.amount, receivedCurrency: received.currency }),
    })
    .where(eq(payments.id, id))
}

/** False when the event was written down before. */
export async function insertPaymentEvent(
  db: DbOrTx,
  event: { readonly eventId: string; readonly type: string; readonly sessionId: ProviderSessionId },
  now: Date,
): Promise<boolean> {
  const inserted = await db
    .insert(paymentEvents)
    .values({ ...event, receivedAt: now })
    .onConflictDoNothing({ target: paymentEvents.eventId })
    .returning({ id: paymentEvents.id })
  return inserted.length === 1
}

/** Payments under way since before an instant, longest first: for the job that asks what became of them. */
export async function listPaymentsUnderWay(db: DbOrTx, startedBefore: Date, limit: number) {
  return db
    .select({ id: payments.id, sessionId: payments.sessionId, expiresAt: payments.expiresAt })
    .from(payments)
    .where(and(inArray(payments.status, underWay), lte(payments.createdAt, startedBefore)))
    .orderBy(asc(payments.createdAt))
    .limit(limit)
}

const waitsFor = inArray(payments.status, [...underWay, "needs_review"])

/** Whether money may still come, or is being looked at, for something on a card. */
export async function hasPaymentForCard(db: DbOrTx, smartcardId: SmartcardId): Promise<boolean> {
  const found = await db
    .select({ id: payments.id })
    .from(payments)
    .innerJoin(orderLines, eq(orderLines.orderId, payments.orderId))
    .where(and(eq(orderLines.smartcardId, smartcardId), waitsFor))
    .limit(1)
  return found.length > 0
}

export async function hasPaymentOf(db: DbOrTx, customerId: CustomerId): Promise<boolean> {
  const found = await db
    .select({ id: payments.id })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(and(eq(orders.customerId, customerId), waitsFor))
    .limit(1)
  return found.length > 0
}

/** Whether money that does not fit an order is being looked at. */
export async function hasPaymentInReview(db: DbOrTx, orderId: OrderId): Promise<boolean> {
  const inReview = and(eq(payments.orderId, orderId), eq(payments.status, "needs_review"))
  return (await db.$count(payments, inReview)) > 0
}

export async function updateDispute(db: DbOrTx, id: PaymentId, dispute: DisputeStatus | null): Promise<void> {
  await db.update(payments).set({ dispute }).where(eq(payments.id, id))
}

/** How a refund that nobody asked us for is written down. */
export const madeAtProvider = "made at the provider"

/** What people have to look at, oldest first: money that does not fit its order, disputes, and what was sent back behind our back. */
export async function listPaymentsForOperator(db: DbOrTx) {
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
        inArray(
          payments.id,
          db
            .select({ id: refunds.paymentId })
            .from(refunds)
            .where(
              or(
                eq(refunds.status, "failed"),
                and(eq(refunds.reason, madeAtProvider), eq(refunds.status, "succeeded")),
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(payments.createdAt), asc(payments.id))
}

export async function countPaymentsInReview(db: DbOrTx): Promise<number> {
  return db.$count(payments, eq(payments.status, "needs_review"))
}

/** Every payment of a customer's orders, oldest first, without what the provider alone understands. */
export async function listAllPayments(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({
      orderId: payments.orderId,
      status: payments.status,
      amountBani: payments.amountBani,
      currency: payments.currency,
      receivedAmount: payments.receivedAmount,
      receivedCurrency: payments.receivedCurrency,
      createdAt: payments.createdAt,
    })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(eq(orders.customerId, customerId))
    .orderBy(asc(payments.createdAt), asc(payments.id))
}
