import { sql } from "drizzle-orm"
import { check, index, jsonb, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { CustomerId, EmailAddress, OutboxMailId } from "@/lib/domain/ids/brand"
import type { MailLane } from "@/lib/domain/mail"
import { id, instant } from "./columns"
import { customers } from "./customers"

/**
 * waiting → frozen (in a batch) → sent | failed | dropped | ambiguous.
 * `dropped`: not sent on purpose (its link expired, reminders were turned off). `ambiguous`: the provider may have sent it.
 */
export type MailStatus = "waiting" | "frozen" | "sent" | "failed" | "dropped" | "ambiguous"

export type MailDelivery = "delivered" | "bounced" | "complained" | "suppressed"

/** Mail waiting to be sent, written in the transaction that causes it. */
export const outboxMails = pgTable(
  "outbox_mails",
  {
    id: id().$type<OutboxMailId>(),
    kind: text().notNull(),
    lane: text().notNull().$type<MailLane>(),
    /** 0 security, 1 orders, 2 reminders: the order in which mails are claimed. */
    priority: smallint().notNull(),
    customerId: uuid()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "cascade" }),
    recipient: text().notNull().$type<EmailAddress>(),
    /** What the template needs, while it waits. Erased then: it may bear a secret. */
    props: jsonb(),
    /** One mail for one cause. Null where the cause itself is written down once. */
    dedupeKey: text(),
    status: text().notNull().$type<MailStatus>().default("waiting"),
    /** Past this the mail is dropped: its link would no longer work. */
    expiresAt: instant(),
    createdAt: instant().notNull(),
    /** Its last batch, which is gone once it is settled. */
    batchId: uuid(),
    frozenAt: instant(),
    settledAt: instant(),
    providerId: text(),
    lastError: text(),
    /** What the provider told of it later. */
    delivery: text().$type<MailDelivery>(),
  },
  (table) => [
    // Every index is written anew with every step of a mail: no more of them than somebody reads, and none that says `status`, so that
    // settling a mail touches none of them. What waits has its props, and nothing else has.
    uniqueIndex("outbox_mails_dedupe_key").on(table.dedupeKey).where(sql`${table.dedupeKey} is not null`),
    index("outbox_mails_waiting_idx").on(table.priority, table.id).where(sql`${table.props} is not null`),
    index("outbox_mails_customer_idx").on(table.customerId),
    // Rows come in the order of their times: a few pages say where the old ones are.
    index("outbox_mails_created_at_idx").using("brin", table.createdAt),
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
