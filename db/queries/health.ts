import "server-only"
import { sql } from "drizzle-orm"
import type { DbOrTx } from "@/db/client"
import journal from "@/db/migrations/meta/_journal.json"

export async function pingDatabase(db: DbOrTx): Promise<void> {
  await db.execute(sql`select 1`)
}

/**
 * Whether the newest migration of this build is applied. The database may have newer ones, of the next
 * release.
 */
export async function isMigrated(db: DbOrTx): Promise<boolean> {
  const newest = Math.max(...journal.entries.map((entry) => entry.when))
  const [row] = await db.execute<{ applied: boolean }>(
    sql`select exists (select from drizzle.__drizzle_migrations where created_at >= ${newest}) as applied`,
  )
  return row?.applied ?? false
}

/**
 * The age of the oldest waiting mail in seconds, over all lanes; 0 if none waits. One index lookup per lane.
 */
export async function outboxAgeSeconds(db: DbOrTx, now: Date): Promise<number> {
  const instant = now.toISOString()
  const [row] = await db.execute<{ age: number }>(sql`
    select coalesce(extract(epoch from ${instant}::timestamptz - min(first.created_at)), 0)::int as age
    from (values (0), (1), (2)) as lane (priority)
    cross join lateral (
      select created_at from outbox_mails
      where props is not null and priority = lane.priority and created_at <= ${instant}::timestamptz
      order by id limit 1
    ) as first`)
  return row?.age ?? 0
}
