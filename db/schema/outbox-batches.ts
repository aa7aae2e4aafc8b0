import { sql } from "drizzle-orm"
import { check, index, integer, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { bytes, instant } from "./columns"

/**
 * Mails that are sent in one request. The row is inserted before the request and deleted once its outcome is
 * known and stored with each mail. Its id is the provider's idempotency key.
 */
export const outboxBatches = pgTable(
  "outbox_batches",
  {
    id: uuid().primaryKey(),
    /** The priority of the lane of its mails. */
    priority: smallint().notNull(),
    /** In the order of the request. */
    mailIds: uuid().array().notNull().$type<OutboxMailId[]>(),
    /** The rendered mails in that order, as lib/outbox/payload.ts packs them. */
    payload: bytes().notNull(),
    frozenAt: instant().notNull(),
    /**
     * When the first request was made whose outcome is not known: the provider may have sent the mails since.
     * NULL: nothing was sent. The default is for rows of the version before this column.
     */
    unknownSince: instant().default(sql`now()`),
    /**
     * Lease expiry. Until then only the claiming worker may touch the batch. NULL: outcome unknown and
     * idempotency key expired; an operator decides.
     */
    leaseUntil: instant(),
    /** The number of claims: `BatchClaim` in db/queries/outbox-batches.ts. */
    attempts: integer().notNull().default(1),
    lastError: text(),
  },
  (table) => [
    index("outbox_batches_lease_idx").on(table.priority, table.leaseUntil),
    check("outbox_batches_filled", sql`cardinality(${table.mailIds}) between 1 and 100`),
  ],
)
