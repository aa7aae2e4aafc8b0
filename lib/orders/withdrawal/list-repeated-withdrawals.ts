import "server-only"
import { listRepeatedWithdrawals as listRows, type RepeatedWithdrawal } from "@/db/queries/withdrawals"
import type { App } from "@/lib/app"
import { repeatedWithdrawals } from "@/lib/domain/money/withdrawal"
import { dayMs, later } from "@/lib/domain/time/lifetimes"

const maxCustomers = 1_000

/**
 * Customers who withdrew from whole orders repeatedly: nothing is refused to them, the operator looks; at
 * most 1,000.
 */
export function listRepeatedWithdrawals(app: App): Promise<RepeatedWithdrawal[]> {
  const since = later(app.now(), -repeatedWithdrawals.days * dayMs)
  return listRows(app.db, { since, orders: repeatedWithdrawals.orders, limit: maxCustomers })
}
