import { index, integer, pgTable, text } from "drizzle-orm/pg-core"
import { instant } from "./columns"

/** Attempts counted per key (what is limited, and for whom) in a window that starts with the first one. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text().primaryKey(),
    hits: integer().notNull(),
    windowEndsAt: instant().notNull(),
  },
  (table) => [index("rate_limits_window_ends_at_idx").on(table.windowEndsAt)],
)
