import "server-only"
import { listUndoableOrders } from "@/db/queries/order-lists"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { isWithinWithdrawal, lastWithdrawalDay, withdrawalDays } from "@/lib/domain/money/withdrawal"
import { dayMs, later } from "@/lib/domain/time/lifetimes"

/** The customer's orders that can still be withdrawn from, newest first. */
export async function listWithdrawableOrders(app: App, customerId: CustomerId) {
  const now = app.now()
  // One day more, because the period ends at the end of a day in Bucharest.
  const madeSince = later(now, -(withdrawalDays + 1) * dayMs)
  const found = await listUndoableOrders(app.db, customerId, madeSince)
  return found
    .filter(({ createdAt }) => isWithinWithdrawal(createdAt, now))
    .map(({ id, number, totalBani, createdAt }) => {
      return { id, number, totalBani, orderedAt: createdAt, lastDay: lastWithdrawalDay(createdAt) }
    })
}
