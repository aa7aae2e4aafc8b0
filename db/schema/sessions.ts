import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { CustomerId, SessionId } from "@/lib/domain/ids/brand"
import { bytes, id, instant } from "./columns"
import { customers } from "./customers"

/**
 * One signed-in browser. The cookie holds a random key; only its SHA-256 is stored. Every request reads this
 * row.
 */
export const sessions = pgTable(
  "sessions",
  {
    id: id().$type<SessionId>(),
    keyHash: bytes().notNull(),
    customerId: uuid()
      .notNull()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "cascade" }),
    createdAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
    userAgent: text().notNull().default(""),
    /** Without the last byte of IPv4, or everything after the /48 of IPv6. */
    shortIp: text().notNull().default(""),
    /**
     * SHA-256 of the browser's device key (`known_devices`): it is forgotten with the session. Null in rows
     * from before it was stored.
     */
    deviceHash: bytes(),
  },
  (table) => [
    uniqueIndex("sessions_key_hash_key").on(table.keyHash),
    index("sessions_customer_idx").on(table.customerId),
    index("sessions_expires_at_idx").on(table.expiresAt),
  ],
)
