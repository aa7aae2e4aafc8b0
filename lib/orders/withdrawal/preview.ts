import "server-only"
import { type DbOrTx, snapshot } from "@/db/client"
import { getProfile } from "@/db/queries/customers"
import { listBoughtLines } from "@/db/queries/order-lines"
import { findOwnOrder } from "@/db/queries/orders"
import { findPaidPayment } from "@/db/queries/payments"
import { listRefundsOf } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import type { CustomerId, OrderId } from "@/lib/domain/ids/brand"
import { canWithdraw } from "@/lib/domain/money/withdrawal"
import { withdrawalDeclaration } from "@/lib/domain/money/withdrawal-declaration"
import { untakenOf } from "@/lib/orders/refund/take-up-refunds"
import { listReleased } from "./list-released"
import { chosenLines, openLines, totalRefundBani } from "./open-lines"

type PreviewOptions = {
  readonly customerId: CustomerId
  readonly orderId: OrderId
  readonly lineIds: readonly string[]
}

export type WithdrawalPreview = {
  readonly orderNumber: number
  readonly lineIds: readonly string[]
  readonly refundBani: number
  /** The part of it that a person sent back before, in the provider's dashboard. */
  readonly elsewhereBani: number
  /** The text of the declaration that the customer is about to make. */
  readonly content: string
  /** Queued periods that become ready again, in words; the customer can then start them at once. */
  readonly released: readonly string[]
}

/** Null when none of the lines can be withdrawn from, or the order is unpaid or of another customer. */
export async function withdrawalPreview(
  app: App,
  { customerId, orderId, lineIds }: PreviewOptions,
): Promise<WithdrawalPreview | null> {
  const now = app.now()
  return snapshot(app.db, async (tx) => {
    const order = await findOwnOrder(tx, orderId, customerId)
    if (!order?.paidAt || !canWithdraw(order, now)) return null
    const bought = await listBoughtLines(tx, orderId)
    const lines = chosenLines(openLines({ order, lines: bought }, now), lineIds)
    if (lines.length === 0) return null
    const { email, fullName } = await getProfile(tx, customerId)
    const { number: orderNumber, createdAt: orderedAt } = order
    return {
      orderNumber,
      lineIds: lines.map(({ line }) => line.lineId),
      refundBani: totalRefundBani(lines),
      elsewhereBani: Math.min(totalRefundBani(lines), await untakenOfOrder(tx, orderId)),
      content: withdrawalDeclaration({ fullName, email, orderNumber, orderedAt, lines }),
      released: await listReleased(tx, { customerId, lines }, now),
    }
  })
}

async function untakenOfOrder(db: DbOrTx, orderId: OrderId): Promise<number> {
  const payment = await findPaidPayment(db, orderId)
  return payment ? untakenOf(await listRefundsOf(db, [payment.id])) : 0
}
