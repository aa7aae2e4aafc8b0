import "server-only"
import { and, eq, inArray, sql } from "drizzle-orm"
import type { OrderId, PaymentId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { payments, refunds } from "../schema"
import { madeAtProvider } from "./refunds"

/** Of a payment: refunds made in the provider's dashboard, less what stornos took up of them. */
export const byHand = sql<number>`(select coalesce(sum(case when ${refunds.reason} = ${madeAtProvider}
  then ${refunds.amount} else -${refunds.elsewhereAmount} end), 0) from ${refunds}
  where ${refunds.paymentId} = ${payments.id} and ${refunds.status} <> 'failed')`

/** Whether a payment has refunds made in the provider's dashboard that no storno took up. */
export const hasRefundByHand = sql`${byHand} > 0`

/** A dispute of the payment that paid the order is open, or was lost. */
export async function isOrderDisputed(db: DbOrTx, orderId: OrderId): Promise<boolean> {
  const isDisputed = inArray(payments.dispute, ["open", "lost"])
  return (
    (await db.$count(payments, and(eq(payments.orderId, orderId), eq(payments.status, "paid"), isDisputed))) >
    0
  )
}

/** The same, or all its money went back in the provider's dashboard, and no storno took that up. */
export async function isMoneyTakenBack(db: DbOrTx, orderId: OrderId): Promise<boolean> {
  if (await isOrderDisputed(db, orderId)) return true
  const isBack = sql`${byHand} >= ${payments.receivedAmount}`
  return (
    (await db.$count(payments, and(eq(payments.orderId, orderId), eq(payments.status, "paid"), isBack))) > 0
  )
}

/** The operator has seen what happened to a payment. */
export async function markPaymentSeen(db: DbOrTx, id: PaymentId, now: Date): Promise<void> {
  await db.update(payments).set({ seenAt: now }).where(eq(payments.id, id))
}
