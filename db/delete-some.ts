import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { PgTable } from "drizzle-orm/pg-core"
import type { DbOrTx } from "./client"

type SomeRows = { readonly table: PgTable; readonly where: SQL; readonly limit: number }

/**
 * Deletes at most `limit` rows and returns their number, so that no statement of a clean-up runs long or
 * reads its rows into memory. A row that changes meanwhile stays.
 */
export async function deleteSome(db: DbOrTx, { table, where, limit }: SomeRows): Promise<number> {
  const deleted = await db.execute(sql`
    delete from ${table} where ctid = any(array(select ctid from ${table} where ${where} limit ${limit}))`)
  return deleted.count
}
