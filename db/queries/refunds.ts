import "server-only"
import { and, asc, eq, inArray, isNotNull, lte, or, sql } from "drizzle-orm"
import type { OrderId, PaymentId, RefundId } from "@/lib/domain/ids/brand"
import { nextRefundAttempt } from "@/lib/domain/money/refund-retry"
import type { DbOrTx } from "../client"
import { payments, type RefundStatus, refunds } from "../schema"
import type { PaymentRow } from "./payments"

export type RefundRow = typeof refunds.$inferSelect

/** The reason of a refund that was made in the provider's dashboard. */
export const madeAtProvider = "made at the provider"
/** The reason of a refund that sends no money: the bank took it back, or a person gave it back. */
export const withoutMoney = "undone without a refund"

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
  await showAgain(db, refund.paymentId)
}

/** Lines undone without sending money: the bank took it back, or a person gave it back. */
export async function insertRefundWithoutMoney(
  db: DbOrTx,
  refund: Pick<RefundRow, "paymentId" | "amount" | "stornoId">,
  now: Date,
): Promise<RefundId> {
  const settled = { status: "succeeded" as const, elsewhereAmount: refund.amount, settledAt: now }
  const [inserted] = await db
    .insert(refunds)
    .values({ ...refund, ...settled, reason: withoutMoney, createdAt: now })
    .returning({ id: refunds.id })
  if (!inserted) throw new Error("The refund was not inserted")
  return inserted.id
}

/** Something new happened: the payment is on the operator's list again. */
async function showAgain(db: DbOrTx, paymentId: PaymentId): Promise<void> {
  await db.update(payments).set({ seenAt: null }).where(eq(payments.id, paymentId))
}

/** Sets the part of a refund that went back another way. `status` follows from it. */
export async function setElsewhere(
  db: DbOrTx,
  { id, ...to }: Pick<RefundRow, "id" | "elsewhereAmount" | "status">,
  now: Date,
): Promise<void> {
  const settled = { settledAt: settledAt(to.status, now), nextAttemptAt: null }
  await db
    .update(refunds)
    .set({ ...to, ...(to.status !== "failed" && settled) })
    .where(eq(refunds.id, id))
}

type RefundUpdate = {
  readonly stored: Pick<RefundRow, "id" | "attempts" | "stornoId" | "paymentId">
  readonly to: Pick<RefundRow, "status" | "providerRefundId" | "failure">
}

/**
 * Stores a new state of a refund. The one place where a refund becomes failed: it counts the failure and sets
 * the time of the next attempt. A refund without a storno waits for the operator.
 */
export async function updateRefund(db: DbOrTx, { stored, to }: RefundUpdate, now: Date): Promise<void> {
  const attempts = stored.attempts + (to.status === "failed" ? 1 : 0)
  const isRetried = to.status === "failed" && stored.stornoId !== null
  const nextAttemptAt = isRetried ? nextRefundAttempt(attempts, now) : null
  await db
    .update(refunds)
    .set({ ...to, attempts, nextAttemptAt, settledAt: settledAt(to.status, now) })
    .where(eq(refunds.id, stored.id))
  if (to.status === "failed") await showAgain(db, stored.paymentId)
}

/** A request was not answered: the next one needs another key. */
export async function countUnanswered(db: DbOrTx, id: RefundId): Promise<void> {
  await db
    .update(refunds)
    .set({ unanswered: sql`${refunds.unanswered} + 1` })
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
): Promise<
  Pick<
    RefundRow,
    "id" | "amount" | "elsewhereAmount" | "stornoId" | "status" | "nextAttemptAt" | "settledAt" | "reason"
  >[]
> {
  const { id, amount, elsewhereAmount, stornoId, status, nextAttemptAt, settledAt, reason } = refunds
  return db
    .select({ id, amount, elsewhereAmount, stornoId, status, nextAttemptAt, settledAt, reason })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(and(eq(payments.orderId, orderId), isNotNull(refunds.stornoId)))
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
}

export type RefundToSend = Pick<
  RefundRow,
  "id" | "amount" | "elsewhereAmount" | "status" | "reason" | "attempts" | "unanswered" | "paymentId"
> &
  Pick<PaymentRow, "providerPaymentId">

/** A refund with the provider's id of its payment. */
export async function findRefund(db: DbOrTx, id: RefundId): Promise<RefundToSend | null> {
  const [found] = await db
    .select({
      id: refunds.id,
      amount: refunds.amount,
      elsewhereAmount: refunds.elsewhereAmount,
      status: refunds.status,
      reason: refunds.reason,
      attempts: refunds.attempts,
      unanswered: refunds.unanswered,
      paymentId: refunds.paymentId,
      providerPaymentId: payments.providerPaymentId,
    })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(refunds.id, id))
  return found ?? null
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
