import "server-only"
import { deleteCart, lockCart, storeCart } from "@/db/queries/carts"
import { lockCustomer } from "@/db/queries/customers"
import type { CartItem } from "@/db/schema"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"

type RemoveFromCartOptions = { readonly customerId: CustomerId; readonly item: CartItem }

/** Takes an item out of the customer's cart; one that is not in it is no error. */
export async function removeFromCart(app: App, { customerId, item }: RemoveFromCartOptions): Promise<void> {
  await app.db.transaction(async (tx) => {
    await lockCustomer(tx, customerId)
    const cart = await lockCart(tx, customerId)
    const left = (cart?.items ?? []).filter(
      ({ linkId, offerCode }) => linkId !== item.linkId || offerCode !== item.offerCode,
    )
    if (left.length > 0) await storeCart(tx, { customerId, items: left }, app.now())
    else await deleteCart(tx, customerId)
  })
}
