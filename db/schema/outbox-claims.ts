import { index, pgTable, uuid } from "drizzle-orm/pg-core"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { instant } from "./columns"

/**
 * Waiting mails that a worker is composing, so that no other composes them too. The row is inserted before
 * and deleted in the transaction that freezes them. It saves work only: what keeps a mail from being frozen
 * twice is the lock of its row.
 */
export const outboxClaims = pgTable(
  "outbox_claims",
  {
    id: uuid().primaryKey(),
    mailIds: uuid().array().notNull().$type<OutboxMailId[]>(),
    /** Lease expiry. A claim past it counts no longer: its worker died. */
    until: instant().notNull(),
  },
  (table) => [index("outbox_claims_until_idx").on(table.until)],
)
