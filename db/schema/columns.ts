import { sql } from "drizzle-orm"
import { customType, timestamp, uuid } from "drizzle-orm/pg-core"

/** UUIDv7, made by the database. Ordered by creation time, which keeps indexes on it dense. */
export const id = () => uuid().primaryKey().default(sql`uuidv7()`)

/**
 * An instant with milliseconds, the precision of a JavaScript Date: a value read equals the value written.
 */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: "date" })

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" })
