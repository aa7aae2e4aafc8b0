import { index, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { bytes, id, instant } from "./columns"
import { customers } from "./customers"

/**
 * A browser in which the customer has signed in before. Its cookie holds a random key; only the SHA-256 is
 * stored. A sign-in from another browser sends a mail. A known device has sign-in limits of its own, apart
 * from those of strangers.
 */
export const knownDevices = pgTable(
  "known_devices",
  {
    id: id(),
    keyHash: bytes().notNull(),
    /** Which key this one replaced: two sign-ins at once begin with the same. Empty in older rows. */
    previousKeyHash: bytes(),
    customerId: uuid()
      .notNull()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "cascade" }),
    createdAt: instant().notNull(),
    lastUsedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex("known_devices_customer_key").on(table.customerId, table.keyHash),
    index("known_devices_last_used_at_idx").on(table.lastUsedAt),
  ],
)
