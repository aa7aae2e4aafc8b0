import "server-only"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { drizzle } from "drizzle-orm/postgres-js"
import { migrate } from "drizzle-orm/postgres-js/migrator"
import postgres from "postgres"
import { isLockTimeout } from "./client"

/** The key of the advisory lock. Any number, the same in every process. */
const migrationLock = 7_120_463_001

export type MigrateOptions = {
  readonly onWarning?: (text: string) => void
  /** How long one statement waits for a table. What comes after it waits as long. */
  readonly lockTimeoutMs?: number
  /** How often all missing migrations are tried, with a pause of that length between. */
  readonly attempts?: number
}

/**
 * Applies the missing migrations, and the rights of the product's role where there is one. An advisory lock
 * makes processes that start together wait for each other. The lock belongs to one connection, so
 * `url` must be the server itself, not a pooler in transaction mode. A statement that does not get its table
 * in time undoes all of them, so that pages do not queue behind it; they are tried again a while later.
 * Throws when the table was never free.
 */
export async function migrateDatabase(
  url: string,
  { onWarning = () => {}, lockTimeoutMs = 3_000, attempts = 30 }: MigrateOptions = {},
): Promise<void> {
  const onnotice = ({ severity, message }: postgres.Notice) => {
    if (severity === "WARNING") onWarning(String(message))
  }
  const connection = postgres(url, { max: 1, prepare: false, connect_timeout: 10, onnotice })
  try {
    await connection`select pg_advisory_lock(${migrationLock})`
    await connection`select set_config('lock_timeout', ${String(lockTimeoutMs)}, false)`
    for (let attempt = 1; !(await applyMissing(connection)); attempt += 1) {
      if (attempt === attempts)
        throw new Error(`A table was in use at each of ${attempts} attempts: ${advice}`)
      onWarning(`A table is in use, attempt ${attempt} of ${attempts}. Nothing is changed yet.`)
      await sleep(lockTimeoutMs)
    }
    const [role] = await connection`select 1 from pg_roles where rolname = 'focus_sat_product'`
    if (role) await connection.file(join(import.meta.dirname, "product-role.sql"))
  } finally {
    await connection.end({ timeout: 5 })
  }
}

const advice = "nothing was changed. Look for long transactions in pg_stat_activity, and migrate again."

/** False when another transaction holds a table: then nothing was changed. */
async function applyMissing(connection: postgres.Sql): Promise<boolean> {
  try {
    await migrate(drizzle(connection), { migrationsFolder: join(import.meta.dirname, "migrations") })
    return true
  } catch (error) {
    if (isLockTimeout(error)) return false
    throw error
  }
}
