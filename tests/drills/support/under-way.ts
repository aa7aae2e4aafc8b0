import { sql } from "drizzle-orm"
import type { Db } from "@/db/client"

/** How many transactions are under way, and how many of them have stored an invoice that is not yet committed. */
export type UnderWay = { readonly open: number; readonly numbered: number }

/** Of the connections with such an application_name, a pattern of `like`. */
export async function underWay(db: Db, pattern: string): Promise<UnderWay> {
  const [counted] = await db.execute<UnderWay>(sql`
    select count(*)::int as open, count(*) filter (where exists (
      select 1 from pg_locks l where l.pid = a.pid and l.relation = 'invoices'::regclass and l.mode = 'RowExclusiveLock'
    ))::int as numbered
    from pg_stat_activity a where a.application_name like ${pattern} and a.xact_start is not null`)
  if (!counted) throw new Error("The database does not count")
  return counted
}

/** Another one after every start of the server. */
export async function bootTime(db: Db): Promise<string | undefined> {
  const [row] = await db.execute<{ at: string }>(sql`select pg_postmaster_start_time()::text as at`)
  return row?.at
}
