import "server-only"
import { and, asc, eq, inArray, isNotNull, lte, or, sql } from "drizzle-orm"
import type { OrderId, PaymentId, RefundId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { payments, type RefundStatus, refunds } from "../schema"

export type RefundRow = typeof refunds.$inferSelect

/** Asked for, and not yet known to the provider. The payment's order is locked by whoever asks. */
export async function insertRefund(
  db: DbOrTx,
  refund: Pick<typeof refunds.$inferInsert, "paymentId" | "amount" | "reason" | "stornoId">,
  now: Date,
): Promise<RefundId> {
  const [inserted] = await db
    .insert(refunds)
    .values({ ...refund, status: "starting", createdAt: now })
    .returning({ id: refunds.id })
  if (!inserted) throw new Error("A refund was not stored")
  return inserted.id
}

/** One that was made at the provider itself. */
export async function insertForeignRefund(
  db: DbOrTx,
  refund: Omit<typeof refunds.$inferInsert, "id" | "createdAt" | "settledAt">,
  now: Date,
): Promise<void> {
  await db.insert(refunds).values({ ...refund, createdAt: now, settledAt: settledAt(refund.status, now) })
}

export async function updateRefund(
  db: DbOrTx,
  id: RefundId,
  to: Pick<RefundRow, "status" | "providerRefundId" | "failure">,
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

/** What was sent back of an order that was paid, oldest first. */
export async function listRefundsOfOrder(db: DbOrTx, orderId: OrderId) {
  return db
    .select({ id: refunds.id, amount: refunds.amount, status: refunds.status, stornoId: refunds.stornoId })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(and(eq(payments.orderId, orderId), isNotNull(refunds.stornoId)))
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
}

/** A refund with what names its money at the provider. */
export async function findRefund(db: DbOrTx, id: RefundId) {
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

/** When a refund that failed is tried again; null: by hand alone. */
export async function scheduleRetry(db: DbOrTx, id: RefundId, nextAttemptAt: Date | null): Promise<void> {
  await db
    .update(refunds)
    .set({ nextAttemptAt, attempts: sql`${refunds.attempts} + 1` })
    .where(eq(refunds.id, id))
}

/** Refunds that have not ended, since before an instant, and failed ones whose next attempt is due: for the job that asks again. */
export async function listRefundsUnderWay(
  db: DbOrTx,
  { startedBefore, now }: { readonly startedBefore: Date; readonly now: Date },
  limit: number,
) {
  return db
    .select({ id: refunds.id })
    .from(refunds)
    .where(
      or(
        and(inArray(refunds.status, ["starting", "pending"]), lte(refunds.createdAt, startedBefore)),
        lte(refunds.nextAttemptAt, now),
      ),
    )
    .orderBy(asc(refunds.createdAt))
    .limit(limit)
}
