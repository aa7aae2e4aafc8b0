import "server-only"
import { snapshot } from "@/db/client"
import { listBoughtLines } from "@/db/queries/order-lines"
import { findOwnOrder } from "@/db/queries/orders"
import { listWithdrawals } from "@/db/queries/withdrawals"
import type { App } from "@/lib/app"
import type { CustomerId, OrderId, WithdrawalId } from "@/lib/domain/ids/brand"
import { canWithdraw, endOfWithdrawal, type WithdrawalShare } from "@/lib/domain/money/withdrawal"
import { withdrawalLineText } from "@/lib/domain/money/withdrawal-declaration"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import { openLines } from "./open-lines"

export type WithdrawalOffer = {
  readonly orderNumber: number
  readonly orderedAt: Date
  /** The last day of the withdrawal period; after it `lines` is empty. */
  readonly lastDay: CivilDate
  readonly isOpen: boolean
  readonly lines: readonly {
    readonly id: string
    /** "Familia, 1 lună, pe „TV living”" */
    readonly text: string
    readonly share: WithdrawalShare
  }[]
  /** What the customer withdrew from before, oldest first. */
  readonly made: readonly { readonly id: WithdrawalId; readonly number: number }[]
}

/**
 * The lines of the customer's paid order that can be withdrawn from, with the refund of each. Null for an
 * unpaid order or one of another customer.
 */
export async function withdrawalOffer(
  app: App,
  { customerId, orderId }: { readonly customerId: CustomerId; readonly orderId: OrderId },
): Promise<WithdrawalOffer | null> {
  const now = app.now()
  return snapshot(app.db, async (tx) => {
    const order = await findOwnOrder(tx, orderId, customerId)
    if (!order?.paidAt) return null
    const isOpen = canWithdraw(order, now)
    const open = isOpen ? openLines({ order, lines: await listBoughtLines(tx, order.id) }, now) : []
    const withdrawals = await listWithdrawals(tx, customerId)
    return {
      made: withdrawals.filter((one) => one.orderId === order.id).map(({ id, number }) => ({ id, number })),
      orderNumber: order.number,
      orderedAt: order.createdAt,
      lastDay: endOfWithdrawal(order),
      isOpen,
      lines: open.map(({ line, share }) => ({ id: line.lineId, text: withdrawalLineText(line), share })),
    }
  })
}
