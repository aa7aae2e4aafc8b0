import "server-only"
import { lockCustomer } from "@/db/queries/customers"
import { lockOrder } from "@/db/queries/orders"
import type { App } from "@/lib/app"
import type { CustomerId, OrderId, RefundId, WithdrawalId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import type { Client } from "@/lib/runtime/client"
import { type LockRefusal, lockOpenLines } from "./lock-open-lines"
import { makeWithdrawal } from "./make-withdrawal"
import { chosenLines, totalRefundBani } from "./open-lines"

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
  | LockRefusal
  /** None of the lines can be withdrawn from. */
  | "nothing"
  /** The refund is another than the preview showed, or a line cannot be withdrawn from any more. */
  | "changed"

/** `sendRefund` sends the money of `refundId`, after the transaction. */
type Withdrawal = { readonly id: WithdrawalId; readonly refundId: RefundId }

/**
 * The customer withdraws from lines of an order in the account (OUG 34/2014 art. 11^1), in one transaction. A
 * repeated confirmation is refused.
 */
export async function withdraw(
  app: App,
  { customerId, orderId, lineIds, seenRefundBani, client }: WithdrawOptions,
): Promise<Result<Withdrawal, WithdrawRefusal>> {
  return app.db.transaction(async (tx) => {
    await lockCustomer(tx, customerId)
    const order = await lockOrder(tx, orderId)
    if (order?.customerId !== customerId || !order.paidAt) return refuse("not-found")
    const locked = await lockOpenLines(tx, order, app.now())
    if (!locked.ok) return locked
    const lines = chosenLines(locked.value.open, lineIds)
    if (lines.length === 0) return refuse("nothing")
    const isComplete = lines.length === new Set(lineIds).size
    if (totalRefundBani(lines) !== seenRefundBani || !isComplete) return refuse("changed")
    const { id, refundId } = await makeWithdrawal(app, tx, { order, lines, client, notifiedOn: null })
    return ok({ id, refundId })
  })
}
