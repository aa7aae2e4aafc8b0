import { index, integer, pgTable, text } from "drizzle-orm/pg-core"
import { instant } from "./columns"

/** The count of attempts per key. A key is the limited action and a hash of the person or place. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text().primaryKey(),
    hits: integer().notNull(),
    /** No attempt is allowed before this instant; null as long as free attempts remain. */
    waitUntil: instant(),
    /** When the count is forgotten. Of a budget: when it is full again. */
    windowEndsAt: instant().notNull(),
  },
  (table) => [index("rate_limits_window_ends_at_idx").on(table.windowEndsAt)],
)
