import { sql } from "drizzle-orm"
import { check, index, integer, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { bytes, instant } from "./columns"

/**
 * Mails that are sent in one request, from before it is sent until its outcome is known: then the row goes, and each mail says what became
 * of it. Its id is the provider's idempotency key.
 */
export const outboxBatches = pgTable(
  "outbox_batches",
  {
    id: uuid().primaryKey(),
    /** Of its lane. */
    priority: smallint().notNull(),
    /** In the order in which they are sent. */
    mailIds: uuid().array().notNull().$type<OutboxMailId[]>(),
    /** The rendered mails in that order, as lib/outbox/payload.ts packs them. */
    payload: bytes().notNull(),
    frozenAt: instant().notNull(),
    /** Until then it is somebody's; from then on anybody's. Null: the provider may have sent it and no longer knows its key, and people decide. */
    leaseUntil: instant(),
    /** Whoever claimed it last; a worker that comes back late finds another number. */
    attempts: integer().notNull().default(1),
    lastError: text(),
  },
  (table) => [
    index("outbox_batches_lease_idx").on(table.priority, table.leaseUntil),
    check("outbox_batches_filled", sql`cardinality(${table.mailIds}) between 1 and 100`),
  ],
)
