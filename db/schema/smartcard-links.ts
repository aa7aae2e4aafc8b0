import { sql } from "drizzle-orm"
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { CustomerId, SmartcardId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { id, instant } from "./columns"
import { customers } from "./customers"
import { smartcards } from "./smartcards"

/** A customer holds a smartcard. One holder at a time; past links stay as history. */
export const smartcardLinks = pgTable(
  "smartcard_links",
  {
    id: id().$type<SmartcardLinkId>(),
    smartcardId: uuid()
      .notNull()
      .$type<SmartcardId>()
      .references(() => smartcards.id),
    customerId: uuid()
      .notNull()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "cascade" }),
    /** The customer's own name for the card; may be empty. */
    label: text().notNull().default(""),
    linkedAt: instant().notNull(),
    unlinkedAt: instant(),
  },
  (table) => [
    uniqueIndex("smartcard_links_one_holder").on(table.smartcardId).where(sql`${table.unlinkedAt} is null`),
    index("smartcard_links_customer_idx")
      .on(table.customerId, table.linkedAt)
      .where(sql`${table.unlinkedAt} is null`),
    // Past links too: closing an account deletes them all, and the export reads them.
    index("smartcard_links_of_customer_idx").on(table.customerId),
    // For the operator's list of neighbouring serials.
    index("smartcard_links_linked_at_idx").using("brin", table.linkedAt),
    check("smartcard_links_label_length", sql`char_length(${table.label}) <= 60`),
    check(
      "smartcard_links_order",
      sql`${table.unlinkedAt} is null or ${table.unlinkedAt} >= ${table.linkedAt}`,
    ),
  ],
)
