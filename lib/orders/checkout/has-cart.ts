import "server-only"
import { findCart } from "@/db/queries/carts"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"

/** Whether the customer has chosen something and not ordered it yet. */
export async function hasCart(app: Pick<App, "db">, customerId: CustomerId | null): Promise<boolean> {
  const cart = customerId ? await findCart(app.db, customerId) : null
  return cart !== null && cart.items.length > 0
}
