import "server-only"
import { and, asc, count, desc, eq, gt, gte, isNotNull, isNull, max, sql, sum } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import type { CustomerId, InvoiceId, WithdrawalId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import {
  auditEvents,
  customers,
  invoiceLines,
  orders,
  packages,
  smartcards,
  subscriptions,
  withdrawals,
} from "../schema"

export type WithdrawalRow = typeof withdrawals.$inferSelect

type NewWithdrawal = Pick<WithdrawalRow, "orderId" | "customerId" | "stornoId" | "refundBani" | "content">

export async function insertWithdrawal(
  db: DbOrTx,
  withdrawal: NewWithdrawal,
  now: Date,
): Promise<Pick<WithdrawalRow, "id" | "number">> {
  const [inserted] = await db
    .insert(withdrawals)
    .values({ ...withdrawal, createdAt: now })
    .returning({ id: withdrawals.id, number: withdrawals.number })
  if (!inserted) throw new Error("The withdrawal was not inserted")
  return inserted
}

export async function findOwnWithdrawal(
  db: DbOrTx,
  id: WithdrawalId,
  customerId: CustomerId,
): Promise<WithdrawalRow | null> {
  const [found] = await db
    .select()
    .from(withdrawals)
    .where(and(eq(withdrawals.id, id), eq(withdrawals.customerId, customerId)))
  return found ?? null
}

const undone = alias(subscriptions, "undone")

/** Ready packages of the customer, each on a card from whose period of the same package they withdrew. */
export async function listReadyAfterWithdrawal(
  db: DbOrTx,
  { stornoId, customerId }: { readonly stornoId: InvoiceId; readonly customerId: CustomerId },
) {
  return db
    .selectDistinct({ id: subscriptions.id, packageName: packages.name, serial: smartcards.serial })
    .from(invoiceLines)
    .innerJoin(undone, eq(undone.orderLineId, invoiceLines.orderLineId))
    .innerJoin(
      subscriptions,
      and(
        eq(subscriptions.smartcardId, undone.smartcardId),
        eq(subscriptions.packageId, undone.packageId),
        eq(subscriptions.customerId, customerId),
        eq(subscriptions.status, "ready"),
      ),
    )
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .where(and(eq(invoiceLines.invoiceId, stornoId), isNotNull(undone.startsAt)))
    .orderBy(asc(subscriptions.id))
}

/** All withdrawals of the customer, oldest first. */
export async function listWithdrawals(db: DbOrTx, customerId: CustomerId): Promise<WithdrawalRow[]> {
  return db
    .select()
    .from(withdrawals)
    .where(eq(withdrawals.customerId, customerId))
    .orderBy(asc(withdrawals.createdAt), asc(withdrawals.id))
}

export async function setWithdrawalContent(db: DbOrTx, id: WithdrawalId, content: string): Promise<void> {
  await db.update(withdrawals).set({ content }).where(eq(withdrawals.id, id))
}

export type RepeatedWithdrawal = {
  readonly customerId: CustomerId
  /** Null: the account is closed. */
  readonly email: string | null
  readonly orders: number
  readonly refundBani: number
  readonly lastAt: Date
}

/**
 * Customers with at least `orders` orders whose whole money went back by withdrawals since then, most orders
 * first; at most `limit`. A closed account is known by the id in the audit event of each withdrawal, as long
 * as that is kept.
 */
export async function listRepeatedWithdrawals(
  db: DbOrTx,
  {
    since,
    orders: atLeast,
    limit,
  }: { readonly since: Date; readonly orders: number; readonly limit: number },
): Promise<RepeatedWithdrawal[]> {
  const isOfClosed = and(
    isNull(withdrawals.customerId),
    eq(auditEvents.kind, "withdrawn"),
    eq(auditEvents.at, withdrawals.createdAt),
    sql`${auditEvents.detail} ->> 'withdrawal' = ${withdrawals.number}::text`,
  )
  const customerId = sql<CustomerId>`coalesce(${withdrawals.customerId}, ${auditEvents.customerId})`
  const whole = db
    .select({
      customerId: customerId.as("customer_id"),
      refundBani: sum(withdrawals.refundBani).mapWith(Number).as("refund_bani"),
      lastAt: max(withdrawals.createdAt).as("last_at"),
    })
    .from(withdrawals)
    .innerJoin(orders, eq(orders.id, withdrawals.orderId))
    .leftJoin(auditEvents, isOfClosed)
    .where(and(gt(withdrawals.createdAt, since), isNotNull(customerId)))
    .groupBy(customerId, orders.id)
    .having(sql`sum(${withdrawals.refundBani}) = ${orders.totalBani}`)
    .as("whole")
  return db
    .select({
      customerId: whole.customerId,
      email: customers.email,
      orders: count(),
      refundBani: sum(whole.refundBani).mapWith(Number),
      lastAt: sql<Date>`max(${whole.lastAt})`.mapWith(withdrawals.createdAt),
    })
    .from(whole)
    .leftJoin(customers, eq(customers.id, whole.customerId))
    .groupBy(whole.customerId, customers.email)
    .having(gte(count(), atLeast))
    .orderBy(desc(count()), desc(sql`max(${whole.lastAt})`))
    .limit(limit)
}
