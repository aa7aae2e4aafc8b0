import "server-only"
import { and, asc, eq, gt, gte, inArray, isNotNull, lt, notExists, or, sql } from "drizzle-orm"
import type { CustomerId, OrderId } from "@/lib/domain/ids/brand"
import { givenUpTransferDays, transferDays } from "@/lib/domain/money/late-transfer"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import type { DbOrTx } from "../client"
import { invoices, orderLines, orders, payments } from "../schema"

/**
 * Cancelled, without a payment under way, money that ever came or may still come, or an invoice. A transfer
 * that was given up after `transferDays` may bring its money months later.
 */
function isUnpaid(db: DbOrTx, now: Date) {
  const waitedFor = sql`${payments.createdAt} + make_interval(days => ${transferDays})`
  const isGivenUpTransfer = and(
    eq(payments.status, "declined"),
    gte(payments.settledAt, waitedFor),
    gt(payments.settledAt, later(now, -givenUpTransferDays * dayMs)),
  )
  const underWayOrWithMoney = db
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.orderId, orders.id),
        or(
          isNotNull(payments.receivedAmount),
          isGivenUpTransfer,
          inArray(payments.status, ["starting", "open", "processing", "needs_review"]),
        ),
      ),
    )
  const invoice = db.select({ id: invoices.id }).from(invoices).where(eq(invoices.orderId, orders.id))
  return and(eq(orders.status, "cancelled"), notExists(underWayOrWithMoney), notExists(invoice))
}

type UnpaidOrders =
  | { readonly endedBefore: Date }
  /** Without those whose payment page was open since then: money may still come there. */
  | { readonly customerId: CustomerId; readonly pagesOverSince: Date }

function isMeant(db: DbOrTx, which: UnpaidOrders) {
  if ("endedBefore" in which) return lt(orders.closedAt, which.endedBefore)
  const page = db
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.orderId, orders.id), gt(payments.expiresAt, which.pagesOverSince)))
  return and(eq(orders.customerId, which.customerId), notExists(page))
}

/**
 * Deletes at most `limit` unpaid orders, those that ended first, with their lines and payments; returns their
 * number. They are locked first and asked again then: a payment that settles meanwhile keeps its order. Those
 * that another transaction holds are left to the next call.
 */
export async function deleteUnpaidOrders(
  tx: DbOrTx,
  which: UnpaidOrders,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<number> {
  const locked = await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(isMeant(tx, which), isUnpaid(tx, now)))
    .orderBy(asc(orders.closedAt))
    .limit(limit)
    .for("update", { skipLocked: true })
  if (locked.length === 0) return 0
  const ofLocked = inArray(orders.id, idsOf(locked))
  const ids = idsOf(
    await tx
      .select({ id: orders.id })
      .from(orders)
      .where(and(ofLocked, isUnpaid(tx, now))),
  )
  if (ids.length === 0) return 0
  await tx.delete(payments).where(inArray(payments.orderId, ids))
  await tx.delete(orderLines).where(inArray(orderLines.orderId, ids))
  await tx.delete(orders).where(inArray(orders.id, ids))
  return ids.length
}

const idsOf = (rows: readonly { readonly id: OrderId }[]): OrderId[] => rows.map(({ id }) => id)
