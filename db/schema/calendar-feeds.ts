import { sql } from "drizzle-orm"
import { check, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { bytes, instant } from "./columns"
import { customers } from "./customers"

/**
 * The private calendar of a customer (decision 0071). Its address holds a token, of which only the SHA-256 is
 * stored. The token is an HMAC of the seed under a key from AUTH_SECRET, so that its owner can read it again,
 * and a reader of the database cannot.
 */
export const calendarFeeds = pgTable(
  "calendar_feeds",
  {
    customerId: uuid()
      .primaryKey()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "cascade" }),
    seed: bytes().notNull(),
    tokenHash: bytes().notNull(),
    /** When this address was made. */
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex("calendar_feeds_token_hash_key").on(table.tokenHash),
    check("calendar_feeds_seed_length", sql`length(${table.seed}) = 32`),
    check("calendar_feeds_hash_length", sql`length(${table.tokenHash}) = 32`),
  ],
)
