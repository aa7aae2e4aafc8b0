import { type SQL, sql } from "drizzle-orm"
import { app } from "./drill"

/** A hash of all rows of a table, or of those that a condition selects. */
export const rowsOf = (table: string, where: SQL = sql`true`): SQL =>
  sql`(select coalesce(md5(string_agg(t::text, '' order by t::text)), '') from ${sql.identifier(table)} t where ${where})`

/** The given expressions as one text, read in one statement. It changes when any of them changes. */
export async function fingerprint(expressions: readonly SQL[]): Promise<string> {
  const all = sql.join([...expressions], sql`, `)
  const [row] = await app.db.execute<{ all: string }>(sql`select concat_ws(':', ${all}) as all`)
  return row?.all ?? ""
}
