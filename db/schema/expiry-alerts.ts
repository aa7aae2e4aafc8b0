import { index, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { CustomerId, OutboxMailId, SubscriptionId } from "@/lib/domain/brand"
import { id, instant } from "./columns"
import { customers } from "./customers"
import { outboxMails } from "./outbox-mails"
import { subscriptions } from "./subscriptions"

/** Proof that the end of one subscription period was announced: once, whatever the scheduler does. */
export const expiryAlerts = pgTable(
  "expiry_alerts",
  {
    id: id(),
    subscriptionId: uuid()
      .notNull()
      .$type<SubscriptionId>()
      .references(() => subscriptions.id),
    endsAt: instant().notNull(),
    customerId: uuid()
      .notNull()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "cascade" }),
    mailId: uuid()
      .$type<OutboxMailId>()
      .references(() => outboxMails.id, { onDelete: "set null" }),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex("expiry_alerts_once").on(table.subscriptionId, table.endsAt),
    index("expiry_alerts_customer_idx").on(table.customerId),
    index("expiry_alerts_mail_idx").on(table.mailId),
    // Rows come in the order of their times: a few pages say where the old ones are.
    index("expiry_alerts_created_at_idx").using("brin", table.createdAt),
  ],
)
