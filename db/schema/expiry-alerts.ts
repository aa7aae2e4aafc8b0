import { index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core"
import type { OutboxMailId, SubscriptionId } from "@/lib/domain/ids/brand"
import { instant } from "./columns"

/**
 * Proof that the end of one subscription period was announced: once, whatever the scheduler does. It refers to rows without holding them
 * (no foreign keys): checking those costs more than everything else that announcing writes, and rows outlived by their proof do no harm.
 */
export const expiryAlerts = pgTable(
  "expiry_alerts",
  {
    subscriptionId: uuid().notNull().$type<SubscriptionId>(),
    endsAt: instant().notNull(),
    /** The mail that says so, to whoever held the card then. */
    mailId: uuid().notNull().$type<OutboxMailId>(),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ name: "expiry_alerts_once", columns: [table.subscriptionId, table.endsAt] }),
    index("expiry_alerts_mail_idx").on(table.mailId),
    // Rows come in the order of their times: a few pages say where the old ones are.
    index("expiry_alerts_created_at_idx").using("brin", table.createdAt),
  ],
)
