import { index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core"
import type { OutboxMailId, SubscriptionId } from "@/lib/domain/ids/brand"
import { instant } from "./columns"

/**
 * The end of a subscription period was announced; the primary key allows it once. No foreign keys: checking
 * them would cost more than the other writes of an announcement, and a row that refers to a deleted one is
 * harmless.
 */
export const expiryAlerts = pgTable(
  "expiry_alerts",
  {
    subscriptionId: uuid().notNull().$type<SubscriptionId>(),
    endsAt: instant().notNull(),
    /** The reminder, to the customer who held the card then. */
    mailId: uuid().notNull().$type<OutboxMailId>(),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ name: "expiry_alerts_once", columns: [table.subscriptionId, table.endsAt] }),
    index("expiry_alerts_mail_idx").on(table.mailId),
    // Rows are inserted in the order of `created_at`, so that a small BRIN index finds the old ones.
    index("expiry_alerts_created_at_idx").using("brin", table.createdAt),
  ],
)
