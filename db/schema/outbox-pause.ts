import { sql } from "drizzle-orm"
import { check, pgTable, smallint, text } from "drizzle-orm/pg-core"
import { instant } from "./columns"

/**
 * Why no mail is sent: `rate`: the provider asked to wait; `quota`: the quota is used up, or the account is
 * not usable; `sender`: the provider refuses MAIL_FROM.
 */
export type PauseCause = "rate" | "quota" | "sender"

/** At most one row: the queue is stopped. A mail that is sent deletes it. */
export const outboxPause = pgTable(
  "outbox_pause",
  {
    id: smallint().primaryKey().default(1),
    cause: text().notNull().$type<PauseCause>(),
    /** The provider's answer. */
    reason: text().notNull(),
    /** The MAIL_FROM of that request. A refused sender stops the queue for that sender only. */
    sender: text().notNull(),
    since: instant().notNull(),
    /** No request before then. */
    until: instant().notNull(),
  },
  (table) => [
    check("outbox_pause_single", sql`${table.id} = 1`),
    check("outbox_pause_cause", sql`${table.cause} in ('rate', 'quota', 'sender')`),
  ],
)
