import { sql } from "drizzle-orm"
import { check, index, integer, jsonb, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { CustomerId, EmailAddress, OutboxMailId } from "@/lib/domain/brand"
import { bytes, id, instant } from "./columns"
import { customers } from "./customers"

export type MailLane = "security" | "orders" | "reminders"
/**
 * waiting → frozen (in a batch, payload rendered) → sent | failed | dropped | ambiguous.
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
    /** What the template needs. Erased once the mail is settled: it may bear a secret. */
    props: jsonb(),
    dedupeKey: text().notNull(),
    status: text().notNull().$type<MailStatus>().default("waiting"),
    /** Past this the mail is dropped: its link would no longer work. */
    expiresAt: instant(),
    createdAt: instant().notNull(),
    /** Not before this instant: now, or after a back-off. */
    dueAt: instant().notNull(),
    attempts: integer().notNull().default(0),
    batchId: uuid(),
    batchPosition: integer(),
    /** The rendered mail, gzip of the JSON that is sent. Erased once settled. */
    payload: bytes(),
    frozenAt: instant(),
    leaseUntil: instant(),
    settledAt: instant(),
    providerId: text(),
    lastError: text(),
    /** What the provider told of it later. */
    delivery: text().$type<MailDelivery>(),
  },
  (table) => [
    uniqueIndex("outbox_mails_dedupe_key").on(table.dedupeKey),
    index("outbox_mails_waiting_idx").on(table.priority, table.id).where(sql`${table.status} = 'waiting'`),
    uniqueIndex("outbox_mails_frozen_idx")
      .on(table.batchId, table.batchPosition)
      .where(sql`${table.status} = 'frozen'`),
    index("outbox_mails_settled_at_idx").on(table.settledAt).where(sql`${table.settledAt} is not null`),
    index("outbox_mails_customer_idx").on(table.customerId),
    uniqueIndex("outbox_mails_provider_key").on(table.providerId).where(sql`${table.providerId} is not null`),
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
    index("outbox_mails_ambiguous_idx").on(table.frozenAt).where(sql`${table.status} = 'ambiguous'`),
    check(
      "outbox_mails_frozen_has_payload",
      sql`${table.status} <> 'frozen' or (${table.batchId} is not null and ${table.batchPosition} is not null and ${table.payload} is not null)`,
    ),
    check(
      "outbox_mails_settled_is_erased",
      sql`${table.status} not in ('sent', 'failed', 'dropped') or (${table.settledAt} is not null and ${table.payload} is null and ${table.props} is null)`,
    ),
  ],
)
