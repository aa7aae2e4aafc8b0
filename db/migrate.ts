import "server-only"
import { join } from "node:path"
import { drizzle } from "drizzle-orm/postgres-js"
import { migrate } from "drizzle-orm/postgres-js/migrator"
import postgres from "postgres"

/** The key of the advisory lock. Any number, the same in every process. */
const migrationLock = 7_120_463_001

/**
 * Applies the missing migrations. An advisory lock makes processes that start together wait for each other.
 * The lock belongs to one connection, so `url` must be the server itself, not a pooler in transaction mode.
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
