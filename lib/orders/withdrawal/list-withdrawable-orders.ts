import "server-only"
import { listUndoableOrders } from "@/db/queries/order-lists"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { canWithdraw, endOfWithdrawal, wasInformed, withdrawableSince } from "@/lib/domain/money/withdrawal"

/** The customer's orders that can still be withdrawn from, newest first. */
export async function listWithdrawableOrders(app: App, customerId: CustomerId) {
  const now = app.now()
  const found = await listUndoableOrders(app.db, customerId, withdrawableSince(now))
  return found
    .filter((order) => canWithdraw(order, now))
    .map((order) => {
      const { id, number, totalBani, createdAt: orderedAt } = order
      const lastDay = endOfWithdrawal(order)
      return { id, number, totalBani, orderedAt, lastDay, isInformed: wasInformed(order) }
    })
}
