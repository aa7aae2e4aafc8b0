import { jsonb, pgTable, uuid } from "drizzle-orm/pg-core"
import type { CustomerId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { instant } from "./columns"
import { customers } from "./customers"

export type DraftItem = { readonly linkId: SmartcardLinkId; readonly offerCode: string }

/** What a customer has chosen and not yet ordered: kept here, so that a lost session or another device loses nothing. */
export const checkoutDrafts = pgTable("checkout_drafts", {
  customerId: uuid()
    .primaryKey()
    .$type<CustomerId>()
    .references(() => customers.id, { onDelete: "cascade" }),
  items: jsonb().notNull().$type<readonly DraftItem[]>(),
  updatedAt: instant().notNull(),
})
