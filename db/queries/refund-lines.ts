import "server-only"
import { and, asc, eq } from "drizzle-orm"
import type { CustomerId, InvoiceId, OrderId, WithdrawalId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { orderLines, orders, payments, subscriptions, withdrawals } from "../schema"

/** A paid order's lines with what came of each. */
export async function listBoughtLines(db: DbOrTx, orderId: OrderId) {
  return boughtLines(db, orderId)
}

/** The same; what came of them stays as it is until the transaction ends. */
export async function lockBoughtLines(db: DbOrTx, orderId: OrderId) {
  return boughtLines(db, orderId).for("update", { of: subscriptions })
}

export type BoughtLine = Awaited<ReturnType<typeof listBoughtLines>>[number]

function boughtLines(db: DbOrTx, orderId: OrderId) {
  return db
    .select({
      lineId: orderLines.id,
      packageName: orderLines.packageName,
      months: orderLines.months,
      serial: orderLines.serial,
      cardName: orderLines.cardName,
      priceBani: orderLines.priceBani,
      netBani: orderLines.netBani,
      subscriptionId: subscriptions.id,
      status: subscriptions.status,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
      expressRequest: subscriptions.expressRequest,
    })
    .from(orderLines)
    .innerJoin(subscriptions, eq(subscriptions.orderLineId, orderLines.id))
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.position))
    .$dynamic()
}

/** The payment that paid an order. */
export async function findPaidPayment(db: DbOrTx, orderId: OrderId) {
  const [found] = await db
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.orderId, orderId), eq(payments.status, "paid")))
  return found ?? null
}

/** Nothing of it is left. */
export async function markOrderRefunded(db: DbOrTx, id: OrderId): Promise<void> {
  await db.update(orders).set({ status: "refunded" }).where(eq(orders.id, id))
}

export async function findOrderByNumber(db: DbOrTx, number: number) {
  const [found] = await db.select({ id: orders.id }).from(orders).where(eq(orders.number, number))
  return found?.id ?? null
}

type NewWithdrawal = {
  readonly orderId: OrderId
  readonly customerId: CustomerId
  readonly stornoId: InvoiceId
  readonly refundBani: number
  readonly content: string
}

export async function insertWithdrawal(db: DbOrTx, withdrawal: NewWithdrawal, now: Date) {
  const [inserted] = await db
    .insert(withdrawals)
    .values({ ...withdrawal, createdAt: now })
    .returning({ id: withdrawals.id, number: withdrawals.number })
  if (!inserted) throw new Error("A withdrawal was not stored")
  return inserted
}

export async function findOwnWithdrawal(db: DbOrTx, id: WithdrawalId, customerId: CustomerId) {
  const [found] = await db
    .select()
    .from(withdrawals)
    .where(and(eq(withdrawals.id, id), eq(withdrawals.customerId, customerId)))
  return found ?? null
}

/** Everything that the customer withdrew from, newest last. */
export async function listWithdrawals(db: DbOrTx, customerId: CustomerId) {
  return db
    .select()
    .from(withdrawals)
    .where(eq(withdrawals.customerId, customerId))
    .orderBy(asc(withdrawals.createdAt), asc(withdrawals.id))
}
