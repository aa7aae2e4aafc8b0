import "server-only"
import { eq, sql } from "drizzle-orm"
import type { CheckoutId, CustomerId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { type CartItem, carts } from "../schema"

export type CartRow = { readonly items: readonly CartItem[]; readonly checkoutId: CheckoutId }

const columns = { items: carts.items, checkoutId: carts.checkoutId }

export async function findCart(db: DbOrTx, customerId: CustomerId): Promise<CartRow | null> {
  const [found] = await db.select(columns).from(carts).where(eq(carts.customerId, customerId))
  return found ?? null
}

/** SELECT … FOR UPDATE. */
export async function lockCart(db: DbOrTx, customerId: CustomerId): Promise<CartRow | null> {
  const [found] = await db.select(columns).from(carts).where(eq(carts.customerId, customerId)).for("update")
  return found ?? null
}

/** Replaces the content of the cart and draws a new checkout id. */
export async function storeCart(
  db: DbOrTx,
  cart: { readonly customerId: CustomerId; readonly items: readonly CartItem[] },
  now: Date,
): Promise<void> {
  const content = { items: cart.items, checkoutId: sql`gen_random_uuid()`, updatedAt: now }
  await db
    .insert(carts)
    .values({ customerId: cart.customerId, ...content })
    .onConflictDoUpdate({ target: carts.customerId, set: content })
}

export async function deleteCart(db: DbOrTx, customerId: CustomerId): Promise<void> {
  await db.delete(carts).where(eq(carts.customerId, customerId))
}
