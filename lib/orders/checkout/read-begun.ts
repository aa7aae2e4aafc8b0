import "server-only"
import { findCart } from "@/db/queries/carts"
import { getProfile } from "@/db/queries/customers"
import { findFirstOrderAt } from "@/db/queries/orders"
import type { CartItem } from "@/db/schema"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { offerParameter } from "@/lib/domain/people/campaign"

export type Begun = {
  /** The cart. */
  readonly items: readonly CartItem[]
  /** The offer of the link with which the customer signed up, until their first order. */
  readonly campaignCode: string | null
}

/** What a customer brought with them or left in the cart. Three statements. */
export async function readBegun(app: App, customerId: CustomerId): Promise<Begun> {
  const [cart, { campaign }, firstOrderAt] = await Promise.all([
    findCart(app.db, customerId),
    getProfile(app.db, customerId),
    findFirstOrderAt(app.db, customerId),
  ])
  return {
    items: cart?.items ?? [],
    campaignCode: firstOrderAt ? null : (campaign[offerParameter] ?? null),
  }
}
