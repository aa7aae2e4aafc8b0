import "server-only"
import { storeCart } from "@/db/queries/carts"
import type { CartItem } from "@/db/schema"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { listOrderable } from "./check-lines"

type SaveCartOptions = { readonly customerId: CustomerId; readonly items: readonly CartItem[] }

/**
 * Replaces the customer's cart by what was chosen. An item that cannot be ordered now is kept and shown with
 * its reason on the confirmation page; one that names another customer's card or an unknown offer is dropped.
 * Refused when nothing in it can be ordered; the cart then stays as it was.
 */
export async function saveCart(
  app: App,
  { customerId, items }: SaveCartOptions,
): Promise<Result<undefined, "not-orderable">> {
  const now = app.now()
  const lines = await listOrderable(app.db, { customerId, items }, now)
  if (!lines.some(({ problem }) => problem === null)) return refuse("not-orderable")
  const known = lines.filter(({ cardName, packageName }) => cardName !== null && packageName !== null)
  const kept = known.map(({ linkId, offerCode }) => ({ linkId, offerCode }))
  await storeCart(app.db, { customerId, items: kept }, now)
  return ok()
}
