import { sql } from "drizzle-orm"
import { check, index, jsonb, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { CustomerId, EmailAddress, OutboxMailId } from "@/lib/domain/ids/brand"
import type { MailLane } from "@/lib/domain/mail"
import { id, instant } from "./columns"
import { customers } from "./customers"

/**
 * waiting → frozen (in a batch) → sent | failed | dropped | ambiguous.
 * `dropped`: not sent on purpose (its link expired, reminders were turned off). `ambiguous`: the provider may
 * have sent it.
 */
export type MailStatus = "waiting" | "frozen" | "sent" | "failed" | "dropped" | "ambiguous"

export type MailDelivery = "delivered" | "bounced" | "complained" | "suppressed"

/**
 * Mails to an address that another person may have typed: those that ask to confirm it, and receipts of
 * messages that are not to a customer's own address.
 */
export const mayReachStranger = sql`(kind in ('activation', 'email-change') or (kind = 'contact-received' and customer_id is null))`

/** Mails to send, inserted in the transaction of their cause. */
export const outboxMails = pgTable(
  "outbox_mails",
  {
    id: id().$type<OutboxMailId>(),
    kind: text().notNull(),
    lane: text().notNull().$type<MailLane>(),
    /** `lanePriority` of the lane: mails are claimed in this order. */
    priority: smallint().notNull(),
    customerId: uuid()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "cascade" }),
    recipient: text().notNull().$type<EmailAddress>(),
    /** The props of `MailContent` while the mail is waiting; then erased, because they may hold a token. */
    props: jsonb(),
    /** A second mail with the same key is not stored. Null for reminders: see `expiry_alerts`. */
    dedupeKey: text(),
    status: text().notNull().$type<MailStatus>().default("waiting"),
    /** From then on the mail is dropped instead of sent: its link has expired. */
    expiresAt: instant(),
    createdAt: instant().notNull(),
    /** Its last batch; the row of the batch is deleted once it is settled. */
    batchId: uuid(),
    frozenAt: instant(),
    settledAt: instant(),
    providerId: text(),
    lastError: text(),
    /** From the events of the provider. */
    delivery: text().$type<MailDelivery>(),
  },
  (table) => [
    // Few indexes, because an update of a mail may write each of them. None uses `status`, so that settling a
    // mail writes none. A mail is waiting while it has props.
    uniqueIndex("outbox_mails_dedupe_key").on(table.dedupeKey).where(sql`${table.dedupeKey} is not null`),
    index("outbox_mails_waiting_idx").on(table.priority, table.id).where(sql`${table.props} is not null`),
    index("outbox_mails_customer_idx").on(table.customerId),
    // Rows are inserted in the order of `created_at`, so that a small BRIN index finds the old ones.
    index("outbox_mails_created_at_idx").using("brin", table.createdAt),
    index("outbox_mails_to_strangers_idx").on(table.createdAt).where(mayReachStranger),
    check(
      "outbox_mails_lane",
      sql`(${table.lane}, ${table.priority}) in (('security', 0), ('orders', 1), ('reminders', 2))`,
    ),
    check(
      "outbox_mails_status",
      sql`${table.status} in ('waiting', 'frozen', 'sent', 'failed', 'dropped', 'ambiguous')`,
    ),
    check(
      "outbox_mails_delivery",
      sql`${table.delivery} in ('delivered', 'bounced', 'complained', 'suppressed')`,
    ),
    check("outbox_mails_props_wait", sql`(${table.status} = 'waiting') = (${table.props} is not null)`),
    check(
      "outbox_mails_batch",
      sql`${table.status} not in ('frozen', 'ambiguous') or (${table.batchId} is not null and ${table.frozenAt} is not null)`,
    ),
    check(
      "outbox_mails_settled",
      sql`(${table.status} in ('sent', 'failed', 'dropped')) = (${table.settledAt} is not null)`,
    ),
  ],
)
