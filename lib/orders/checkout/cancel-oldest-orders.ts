import "server-only"
import type { DbOrTx } from "@/db/client"
import { markOrderCancelled } from "@/db/queries/orders"
import { findOrdersInPayment } from "@/db/queries/unsettled-payments"
import type { OrderId } from "@/lib/domain/ids/brand"
import { maxOpenOrders } from "@/lib/domain/money/order-limits"

/**
 * Makes room for one more unpaid order: cancels the oldest of `open` that no payment is under way for. False,
 * with nothing cancelled, when payments are under way for too many. The caller holds the locks of the orders:
 * a payment starts under the same lock, so that it is seen here or finds its order cancelled.
 */
export async function cancelOldestOrders(tx: DbOrTx, open: readonly OrderId[], now: Date): Promise<boolean> {
  const surplus = open.length - (maxOpenOrders - 1)
  if (surplus <= 0) return true
  const inPayment = await findOrdersInPayment(tx, open)
  const free = open.filter((id) => !inPayment.has(id))
  if (free.length < surplus) return false
  for (const id of free.slice(0, surplus)) await markOrderCancelled(tx, id, now)
  return true
}
