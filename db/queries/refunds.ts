import "server-only"
import { and, asc, eq, inArray, isNotNull, lte, or, sql } from "drizzle-orm"
import type { OrderId, PaymentId, RefundId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { payments, type RefundStatus, refunds } from "../schema"
import type { PaymentRow } from "./payments"

export type RefundRow = typeof refunds.$inferSelect

/** The reason of a refund that was made in the provider's dashboard. */
export const madeAtProvider = "made at the provider"

/** A refund that the provider does not know yet. The caller holds the lock of the payment's order. */
export async function insertRefund(
  db: DbOrTx,
  refund: Pick<typeof refunds.$inferInsert, "paymentId" | "amount" | "reason" | "stornoId">,
  now: Date,
): Promise<RefundId> {
  const [inserted] = await db
    .insert(refunds)
    .values({ ...refund, status: "starting", createdAt: now })
    .returning({ id: refunds.id })
  if (!inserted) throw new Error("The refund was not inserted")
  return inserted.id
}

/** A refund that was made in the provider's dashboard. */
export async function insertForeignRefund(
  db: DbOrTx,
  refund: Pick<RefundRow, "paymentId" | "amount" | "status" | "providerRefundId" | "failure">,
  now: Date,
): Promise<void> {
  const settled = { createdAt: now, settledAt: settledAt(refund.status, now) }
  await db.insert(refunds).values({ ...refund, reason: madeAtProvider, ...settled })
}

export async function updateRefund(
  db: DbOrTx,
  { id, ...to }: Pick<RefundRow, "id" | "status" | "providerRefundId" | "failure">,
  now: Date,
): Promise<void> {
  await db
    .update(refunds)
    .set({ ...to, settledAt: settledAt(to.status, now), nextAttemptAt: null })
    .where(eq(refunds.id, id))
}

const settledAt = (status: RefundStatus, now: Date) =>
  status === "succeeded" || status === "failed" ? now : null

export async function listRefundsOf(db: DbOrTx, paymentIds: readonly PaymentId[]): Promise<RefundRow[]> {
  if (paymentIds.length === 0) return []
  return db
    .select()
    .from(refunds)
    .where(inArray(refunds.paymentId, [...paymentIds]))
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
}

/** The refunds of an order that have a storno, oldest first. */
export async function listRefundsOfOrder(
  db: DbOrTx,
  orderId: OrderId,
): Promise<Pick<RefundRow, "id" | "amount" | "status" | "stornoId">[]> {
  return db
    .select({ id: refunds.id, amount: refunds.amount, status: refunds.status, stornoId: refunds.stornoId })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(and(eq(payments.orderId, orderId), isNotNull(refunds.stornoId)))
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
}

export type RefundToSend = Pick<
  RefundRow,
  "id" | "amount" | "status" | "attempts" | "stornoId" | "paymentId"
> &
  Pick<PaymentRow, "providerPaymentId">

/** A refund with the provider's id of its payment. */
export async function findRefund(db: DbOrTx, id: RefundId): Promise<RefundToSend | null> {
  const [found] = await db
    .select({
      id: refunds.id,
      amount: refunds.amount,
      status: refunds.status,
      attempts: refunds.attempts,
      stornoId: refunds.stornoId,
      paymentId: refunds.paymentId,
      providerPaymentId: payments.providerPaymentId,
    })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(refunds.id, id))
  return found ?? null
}

/** Counts a failed attempt and sets the time of the next one; null when only the operator may retry. */
export async function scheduleRetry(db: DbOrTx, id: RefundId, nextAttemptAt: Date | null): Promise<void> {
  await db
    .update(refunds)
    .set({ nextAttemptAt, attempts: sql`${refunds.attempts} + 1` })
    .where(eq(refunds.id, id))
}

export type UnfinishedRefund = Pick<RefundRow, "id" | "createdAt">

type SendFilter = {
  readonly startedBefore: Date
  readonly now: Date
  /** Only those behind this one; null: all. */
  readonly after: UnfinishedRefund | null
}

const isToSend = ({ startedBefore, now, after }: SendFilter) =>
  and(
    or(
      and(inArray(refunds.status, ["starting", "pending"]), lte(refunds.createdAt, startedBefore)),
      lte(refunds.nextAttemptAt, now),
    ),
    after
      ? sql`(${refunds.createdAt}, ${refunds.id}) > (${after.createdAt.toISOString()}, ${after.id})`
      : undefined,
  )

/**
 * Unfinished refunds that were inserted before an instant, and failed refunds whose next attempt is due,
 * oldest first. For the job.
 */
export async function listRefundsToSend(
  db: DbOrTx,
  filter: SendFilter,
  limit: number,
): Promise<UnfinishedRefund[]> {
  return db
    .select({ id: refunds.id, createdAt: refunds.createdAt })
    .from(refunds)
    .where(isToSend(filter))
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
    .limit(limit)
}

export const countRefundsToSend = (db: DbOrTx, filter: SendFilter): Promise<number> =>
  db.$count(refunds, isToSend(filter))
