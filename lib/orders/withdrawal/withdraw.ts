import "server-only"
import type { DbOrTx } from "@/db/client"
import { getProfile, lockCustomer } from "@/db/queries/customers"
import { lockBoughtLines } from "@/db/queries/order-lines"
import { lockOrder, type OrderRow } from "@/db/queries/orders"
import { isOrderDisputed } from "@/db/queries/taken-back"
import { insertWithdrawal } from "@/db/queries/withdrawals"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, OrderId, RefundId, WithdrawalId } from "@/lib/domain/ids/brand"
import { canWithdraw } from "@/lib/domain/money/withdrawal"
import { unusedDaysNote, withdrawalDeclaration } from "@/lib/domain/money/withdrawal-declaration"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { type RefundedLines, refundLines } from "@/lib/orders/refund/refund-lines"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"
import { chosenLines, type OpenLine, openLines, totalRefundBani } from "./open-lines"

type WithdrawOptions = {
  readonly customerId: CustomerId
  readonly orderId: OrderId
  readonly lineIds: readonly string[]
  /** The refund that the preview showed. */
  readonly seenRefundBani: number
  readonly client: Client
}

type WithdrawRefusal =
  /** Also for an unpaid order or one of another customer. */
  | "not-found"
  | "too-late"
  /** None of the lines can be withdrawn from. */
  | "nothing"
  /** The refund is another than the preview showed, or a line cannot be withdrawn from any more. */
  | "changed"
  /** The bank has taken the money back, or may: people decide. */
  | "disputed"

/** `sendRefund` sends the money of `refundId`, after the transaction. */
type Withdrawal = { readonly id: WithdrawalId; readonly refundId: RefundId }

/**
 * The customer withdraws from lines of an order (OUG 34/2014 art. 11^1). One transaction refunds the lines,
 * issues the storno, stores the declaration and enqueues the mail that acknowledges it with its content,
 * number, date and time. A repeated confirmation is refused.
 */
export async function withdraw(
  app: App,
  { customerId, orderId, lineIds, seenRefundBani, client }: WithdrawOptions,
): Promise<Result<Withdrawal, WithdrawRefusal>> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    await lockCustomer(tx, customerId)
    const order = await lockOrder(tx, orderId)
    if (order?.customerId !== customerId || !order.paidAt) return refuse("not-found")
    if (!canWithdraw(order, now)) return refuse("too-late")
    if (await isOrderDisputed(tx, orderId)) return refuse("disputed")
    const bought = await lockBoughtLines(tx, orderId)
    const lines = chosenLines(openLines({ order, lines: bought }, now), lineIds)
    if (lines.length === 0) return refuse("nothing")
    const isComplete = lines.length === new Set(lineIds).size
    if (totalRefundBani(lines) !== seenRefundBani || !isComplete) return refuse("changed")
    const refunds = lines.map(({ line, share }) => {
      return { line, refundBani: share.refundBani, note: unusedDaysNote(share) }
    })
    const refunded = await refundLines(app, tx, { order, refunds, reason: "withdrawal" })
    const { id, number } = await acknowledge(tx, { order, customerId, lines, refunded }, now)
    const detail = { order: String(order.number), withdrawal: String(number) }
    await recordEvent(tx, { kind: "withdrawn", customerId, client, detail }, now)
    return ok({ id, refundId: refunded.refundId })
  })
}

type AcknowledgeOptions = {
  readonly order: OrderRow
  readonly customerId: CustomerId
  readonly lines: readonly OpenLine[]
  readonly refunded: RefundedLines
}

/** Stores the declaration and enqueues the mail with it. */
async function acknowledge(
  tx: DbOrTx,
  { order, customerId, lines, refunded }: AcknowledgeOptions,
  now: Date,
) {
  const { email, fullName } = await getProfile(tx, customerId)
  const { id: orderId, number: orderNumber, createdAt: orderedAt } = order
  const content = withdrawalDeclaration({ fullName, email, orderNumber, orderedAt, lines })
  const { stornoId, stornoName: storno, refundBani, elsewhereBani } = refunded
  const stored = { orderId, customerId, stornoId, refundBani, content }
  const { id, number } = await insertWithdrawal(tx, stored, now)
  const at = now.toISOString()
  const props = { orderId, number, at, content, refundBani, elsewhereBani, storno, invoiceIds: [stornoId] }
  const dedupeKey = `withdrawal:${id}`
  await enqueueMailTo(tx, { kind: "withdrawal", props, customerId, dedupeKey }, now)
  return { id, number }
}
