import { sql } from "drizzle-orm"
import { customType, timestamp, uuid } from "drizzle-orm/pg-core"

/** UUIDv7 made by the database: in order of creation, so that an index on it stays dense. */
export const id = () => uuid().primaryKey().default(sql`uuidv7()`)

/** An instant, to the millisecond: what a JavaScript Date can hold, so that a value read equals the value written. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: "date" })

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" })
