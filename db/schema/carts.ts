import { jsonb, pgTable, uuid } from "drizzle-orm/pg-core"
import type { CheckoutId, CustomerId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { instant } from "./columns"
import { customers } from "./customers"

/** One offer chosen for one of the customer's smartcards. */
export type CartItem = { readonly linkId: SmartcardLinkId; readonly offerCode: string }

/** What a customer has chosen and not ordered. It outlives a session and is the same on every device. */
export const carts = pgTable("carts", {
  customerId: uuid()
    .primaryKey()
    .$type<CustomerId>()
    .references(() => customers.id, { onDelete: "cascade" }),
  items: jsonb().notNull().$type<readonly CartItem[]>(),
  /** The `checkout_id` of the order made from this content. A change of the content draws a new one. */
  checkoutId: uuid().notNull().defaultRandom().$type<CheckoutId>(),
  updatedAt: instant().notNull(),
})
