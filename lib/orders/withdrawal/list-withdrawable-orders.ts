import "server-only"
import { listUndoableOrders } from "@/db/queries/order-lists"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { isWithinWithdrawal, lastWithdrawalDay, withdrawableSince } from "@/lib/domain/money/withdrawal"

/** The customer's orders that can still be withdrawn from, newest first. */
export async function listWithdrawableOrders(app: App, customerId: CustomerId) {
  const now = app.now()
  const found = await listUndoableOrders(app.db, customerId, withdrawableSince(now))
  return found
    .filter(({ createdAt }) => isWithinWithdrawal(createdAt, now))
    .map(({ id, number, totalBani, createdAt }) => {
      return { id, number, totalBani, orderedAt: createdAt, lastDay: lastWithdrawalDay(createdAt) }
    })
}
