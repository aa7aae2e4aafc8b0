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
  return drizzle(client, { schema, casing: "snake_case" })
}

export const closeDb = (db: Db) => db.$client.end({ timeout: 5 })

/** A read-only REPEATABLE READ transaction: all its statements see the same snapshot. */
export const snapshot = <Value>(db: Db, read: (tx: DbOrTx) => Promise<Value>): Promise<Value> =>
  db.transaction(read, { isolationLevel: "repeatable read", accessMode: "read only" })

/** For statements over a whole file: in this transaction the role's `statement_timeout` is off. */
export const allowLongStatements = async (tx: DbOrTx): Promise<void> => {
  await tx.execute(sql`set local statement_timeout = 0`)
}
