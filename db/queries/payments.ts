import "server-only"
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm"
import type { CustomerId, OrderId, PaymentId, ProviderSessionId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { type DisputeStatus, orders, type PaymentStatus, payments } from "../schema"
import { lockOrder, type OrderRow } from "./orders"

export type PaymentRow = typeof payments.$inferSelect

export const underWay: PaymentStatus[] = ["starting", "open", "processing"]

export async function findPaymentUnderWay(db: DbOrTx, orderId: OrderId): Promise<PaymentRow | null> {
  const [found] = await db
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, orderId), inArray(payments.status, underWay)))
  return found ?? null
}

/** The attempts to pay an order, the first one first. */
export async function listPaymentsOf(db: DbOrTx, orderId: OrderId): Promise<PaymentRow[]> {
  return db.select().from(payments).where(eq(payments.orderId, orderId)).orderBy(asc(payments.attempt))
}

/** The statuses of each order's payments, the first attempt first. */
export async function listPaymentStatuses(
  db: DbOrTx,
  orderIds: readonly OrderId[],
): Promise<Map<OrderId, PaymentStatus[]>> {
  if (orderIds.length === 0) return new Map()
  const rows = await db
    .select({ orderId: payments.orderId, status: payments.status })
    .from(payments)
    .where(inArray(payments.orderId, [...orderIds]))
    .orderBy(asc(payments.orderId), asc(payments.attempt))
  const byOrder = Map.groupBy(rows, ({ orderId }) => orderId)
  return new Map([...byOrder].map(([id, found]) => [id, found.map(({ status }) => status)]))
}

/** Starts the order's next attempt. The caller holds the lock of the order. */
export async function insertPayment(
  db: DbOrTx,
  payment: { readonly orderId: OrderId; readonly amountBani: number; readonly expiresAt: Date },
  now: Date,
): Promise<PaymentRow> {
  const attempt = sql<number>`(select coalesce(max(attempt), 0) + 1 from payments
    where order_id = ${payment.orderId})`
  const row = { ...payment, attempt, status: "starting" as const, currency: "ron", createdAt: now }
  const [inserted] = await db.insert(payments).values(row).returning()
  if (!inserted) throw new Error("The payment was not inserted")
  return inserted
}

/**
 * Stores the checkout session, also of a payment that ended meanwhile: money that comes there must find its
 * payment. Returns the status of the payment, which `starting` leaves for `open`.
 */
export async function openPayment(
  db: DbOrTx,
  id: PaymentId,
  session: { readonly sessionId: ProviderSessionId; readonly url: string },
): Promise<PaymentStatus> {
  const status = sql`case when ${payments.status} = 'starting' then 'open' else ${payments.status} end`
  const [opened] = await db
    .update(payments)
    .set({ ...session, status })
    .where(eq(payments.id, id))
    .returning({ status: payments.status })
  if (!opened) throw new Error("The payment does not exist")
  return opened.status
}

export async function findPayment(db: DbOrTx, id: PaymentId): Promise<PaymentRow | null> {
  const [found] = await db.select().from(payments).where(eq(payments.id, id))
  return found ?? null
}

export type LockedPayment = { readonly order: OrderRow; readonly payment: PaymentRow }

/**
 * Locks the payment's order and then reads the payment. One statement that joins both would read the payment
 * as it was before the wait for the lock.
 */
export async function lockPayment(db: DbOrTx, id: PaymentId): Promise<LockedPayment | null> {
  const known = await findPayment(db, id)
  const order = known && (await lockOrder(db, known.orderId))
  const payment = order && (await findPayment(db, id))
  return payment && { order, payment }
}

/** The payment that paid the order. */
export async function findPaidPayment(db: DbOrTx, orderId: OrderId): Promise<PaymentRow | null> {
  const [found] = await db
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, orderId), eq(payments.status, "paid")))
  return found ?? null
}

type PaymentSettlement = {
  readonly id: PaymentId
  readonly status: PaymentStatus
  readonly providerPaymentId?: string | null
  /** The money that the provider received, in the smallest unit of its currency. */
  readonly received?: { readonly amount: number; readonly currency: string; readonly at: Date }
  readonly reviewReason?: string
}

export async function settlePaymentRow(
  db: DbOrTx,
  { id, status, providerPaymentId, received, reviewReason }: PaymentSettlement,
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
      ...(received && {
        receivedAmount: received.amount,
        receivedCurrency: received.currency,
        receivedAt: received.at,
      }),
    })
    .where(eq(payments.id, id))
}

/**
 * Ends a payment that brought no money. False when it is not starting or open any more, or has another
 * session than `sessionId` by now, whose page may be open. One guarded statement, because `openPayment` does
 * not lock the order.
 */
export async function expirePayment(
  db: DbOrTx,
  { id, sessionId }: Pick<PaymentRow, "id" | "sessionId">,
  now: Date,
): Promise<boolean> {
  const isSame = sessionId === null ? isNull(payments.sessionId) : eq(payments.sessionId, sessionId)
  const expired = await db
    .update(payments)
    .set({ status: "expired", settledAt: now })
    .where(and(eq(payments.id, id), inArray(payments.status, ["starting", "open"]), isSame))
    .returning({ id: payments.id })
  return expired.length === 1
}

export async function updateDispute(db: DbOrTx, id: PaymentId, dispute: DisputeStatus | null): Promise<void> {
  await db.update(payments).set({ dispute, seenAt: null }).where(eq(payments.id, id))
}

/** All payments of the customer's orders, oldest first, without the provider's ids and URLs. */
export async function listAllPayments(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({
      orderId: payments.orderId,
      status: payments.status,
      amountBani: payments.amountBani,
      currency: payments.currency,
      receivedAmount: payments.receivedAmount,
      receivedCurrency: payments.receivedCurrency,
      receivedAt: payments.receivedAt,
      attempt: payments.attempt,
      reviewReason: payments.reviewReason,
      dispute: payments.dispute,
      createdAt: payments.createdAt,
      expiresAt: payments.expiresAt,
      settledAt: payments.settledAt,
    })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(eq(orders.customerId, customerId))
    .orderBy(asc(payments.createdAt), asc(payments.id))
}
