import "server-only"
import { listOpenOrdersOf } from "@/db/queries/orders"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { cancelOrder } from "./cancel-order"

/**
 * Cancels the customer's unpaid orders, their payment pages first. An order stays open where its money may be
 * on the way or the provider does not answer.
 */
export async function cancelUnpaidOrders(app: App, customerId: CustomerId): Promise<void> {
  for (const orderId of await listOpenOrdersOf(app.db, customerId)) {
    await cancelOrder(app, { customerId, orderId })
  }
}
