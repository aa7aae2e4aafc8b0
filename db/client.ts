import "server-only"
import { type ExtractTablesWithRelations, sql } from "drizzle-orm"
import type { PgTransaction } from "drizzle-orm/pg-core"
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js"
import postgres from "postgres"
import * as schema from "./schema"

export { schema }

export type Db = PostgresJsDatabase<typeof schema> & { $client: postgres.Sql }
type Tx = PgTransaction<PostgresJsQueryResultHKT, typeof schema, ExtractTablesWithRelations<typeof schema>>
/** The first parameter of every query: the pool, or the transaction of the calling use case. */
export type DbOrTx = Db | Tx

/**
 * Without prepared statements and startup parameters, so that PgBouncer in transaction mode can stand
 * between.
 */
export function createDb(url: string, options: { max?: number } = {}): Db {
  const client = postgres(url, {
    max: options.max ?? 10,
    prepare: false,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => {},
  })
  const db = drizzle(client, { schema, casing: "snake_case" })
  return Object.assign(db, { transaction: retrying(db.transaction.bind(db)) })
}

/** Thrown inside a transaction to run it again: what it read before it held a lock has changed. */
export class TransactionConflict extends Error {}

const attempts = 5

/**
 * Runs a transaction again that PostgreSQL ended for a deadlock (40P01) or serialization failure (40001).
 * The only place that does: use cases take locks in one order, and this catches what an order cannot
 * (foreign keys, exclusion constraints).
 */
const retrying = (once: Db["transaction"]): Db["transaction"] =>
  async function transaction(run, config) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(run, config)
      } catch (error) {
        if (attempt === attempts || !isConflict(error)) throw error
      }
    }
  }

function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflict) return true
  return ["40P01", "40001"].includes(codeOf(error))
}

/** The transaction waited for a lock as long as its role may (`lock_timeout`, 55P03). */
export const isLockTimeout = (error: unknown): boolean => codeOf(error) === "55P03"

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return cause instanceof postgres.PostgresError ? cause.code : ""
}

/** For what cannot run twice, as an import that reads a stream: the transaction is not repeated. */
export const transactionOnce = <Value>(db: Db, run: (tx: DbOrTx) => Promise<Value>): Promise<Value> =>
  db._.session.transaction(run)

export const closeDb = (db: Db) => db.$client.end({ timeout: 5 })

/** A read-only REPEATABLE READ transaction: all its statements see the same snapshot. */
export const snapshot = <Value>(db: Db, read: (tx: DbOrTx) => Promise<Value>): Promise<Value> =>
  db.transaction(read, { isolationLevel: "repeatable read", accessMode: "read only" })

/** For statements over a whole file: in this transaction the role's `statement_timeout` is off. */
export const allowLongStatements = async (tx: DbOrTx): Promise<void> => {
  await tx.execute(sql`set local statement_timeout = 0`)
}
