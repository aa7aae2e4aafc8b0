import { sql } from "drizzle-orm"
import type { Db } from "@/db/client"

/** How many transactions are under way, and how many of them have written something that is not yet committed. */
export type UnderWay = { readonly open: number; readonly writing: number }

const writesTo = (tables: readonly string[]) => sql`exists (
  select 1 from pg_locks l where l.pid = a.pid and l.mode = 'RowExclusiveLock'
  and l.relation = any(${`{${tables.join(",")}}`}::regclass[]))`

/** Of the connections with such an application_name, a pattern of `like`; written to one of these tables. */
export async function underWay(db: Db, pattern: string, tables: readonly string[]): Promise<UnderWay> {
  const [counted] = await db.execute<UnderWay>(sql`
    select count(*)::int as open, count(*) filter (where ${writesTo(tables)})::int as writing
    from pg_stat_activity a where a.application_name like ${pattern} and a.xact_start is not null`)
  if (!counted) throw new Error("The database does not count")
  return counted
}

/** Whose transactions have written to one of these tables, by their application_name. */
export async function whoWrites(db: Db, tables: readonly string[]): Promise<readonly string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select distinct a.application_name as name from pg_stat_activity a
    where a.xact_start is not null and ${writesTo(tables)}`)
  return rows.map(({ name }) => name)
}

/** Another one after every start of the server. */
export async function bootTime(db: Db): Promise<string | undefined> {
  const [row] = await db.execute<{ at: string }>(sql`select pg_postmaster_start_time()::text as at`)
  return row?.at
}
