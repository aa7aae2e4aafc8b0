import { index, integer, pgTable, text } from "drizzle-orm/pg-core"
import { instant } from "./columns"

/** Attempts per key (what is limited, and for whom), forgotten some time after the last one that was allowed. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text().primaryKey(),
    hits: integer().notNull(),
    /** No attempt is allowed before this instant; null while the free ones last. */
    waitUntil: instant(),
    windowEndsAt: instant().notNull(),
  },
  (table) => [index("rate_limits_window_ends_at_idx").on(table.windowEndsAt)],
)
