import "server-only"
import { join } from "node:path"
import { drizzle } from "drizzle-orm/postgres-js"
import { migrate } from "drizzle-orm/postgres-js/migrator"
import postgres from "postgres"

/** Any number that every process of this product shares. */
const migrationLock = 7_120_463_001

/**
 * Brings the database to the newest schema. Processes that start together take turns: the lock belongs to one
 * connection, so `url` must lead to the server itself, not to a pooler in transaction mode.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const connection = postgres(url, { max: 1, prepare: false, connect_timeout: 10, onnotice: () => {} })
  try {
    await connection`select pg_advisory_lock(${migrationLock})`
    await migrate(drizzle(connection), { migrationsFolder: join(import.meta.dirname, "migrations") })
  } finally {
    await connection.end({ timeout: 5 })
  }
}
