import "server-only"
import { join } from "node:path"
import { drizzle } from "drizzle-orm/postgres-js"
import { migrate } from "drizzle-orm/postgres-js/migrator"
import postgres from "postgres"

/** The key of the advisory lock. Any number, the same in every process. */
const migrationLock = 7_120_463_001

/**
 * Applies the missing migrations, and the rights of the product's role where there is one. An advisory lock
 * makes processes that start together wait for each other. The lock belongs to one connection, so
 * `url` must be the server itself, not a pooler in transaction mode.
 */
export async function migrateDatabase(
  url: string,
  onWarning: (text: string) => void = () => {},
): Promise<void> {
  const onnotice = ({ severity, message }: postgres.Notice) => {
    if (severity === "WARNING") onWarning(String(message))
  }
  const connection = postgres(url, { max: 1, prepare: false, connect_timeout: 10, onnotice })
  try {
    await connection`select pg_advisory_lock(${migrationLock})`
    await migrate(drizzle(connection), { migrationsFolder: join(import.meta.dirname, "migrations") })
    const [role] = await connection`select 1 from pg_roles where rolname = 'focus_sat_product'`
    if (role) await connection.file(join(import.meta.dirname, "product-role.sql"))
  } finally {
    await connection.end({ timeout: 5 })
  }
}
