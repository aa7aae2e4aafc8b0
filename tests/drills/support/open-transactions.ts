import { sql } from "drizzle-orm"
import type { Db } from "@/db/client"

/** How many transactions are open, and how many of them have written to one of the given tables. */
export type OpenTransactions = { readonly open: number; readonly writing: number }

const writesTo = (tables: readonly string[]) => sql`exists (
  select 1 from pg_locks l where l.pid = a.pid and l.mode = 'RowExclusiveLock'
  and l.relation = any(${`{${tables.join(",")}}`}::regclass[]))`

/** Counts over the connections whose application_name matches `like ${pattern}`. */
export async function countOpenTransactions(
  db: Db,
  pattern: string,
  tables: readonly string[],
): Promise<OpenTransactions> {
  const [counted] = await db.execute<OpenTransactions>(sql`
    select count(*)::int as open, count(*) filter (where ${writesTo(tables)})::int as writing
    from pg_stat_activity a where a.application_name like ${pattern} and a.xact_start is not null`)
  if (!counted) throw new Error("The count returned no row")
  return counted
}

/**
 * The application_name of every connection with an open transaction that has written to one of the tables.
 */
export async function listWriters(db: Db, tables: readonly string[]): Promise<readonly string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select distinct a.application_name as name from pg_stat_activity a
    where a.xact_start is not null and ${writesTo(tables)}`)
  return rows.map(({ name }) => name)
}

/** Changes with every start of the server. */
export async function bootTime(db: Db): Promise<string | undefined> {
  const [row] = await db.execute<{ at: string }>(sql`select pg_postmaster_start_time()::text as at`)
  return row?.at
}
