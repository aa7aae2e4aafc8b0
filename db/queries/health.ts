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
 * The age in seconds of the oldest mail that waits, over all lanes, or of the oldest batch that is not
 * settled; 0 if there is none. One index lookup per lane; batches are few.
 */
export async function outboxAgeSeconds(db: DbOrTx, now: Date): Promise<number> {
  const instant = now.toISOString()
  const [row] = await db.execute<{ age: number }>(sql`
    select coalesce(extract(epoch from ${instant}::timestamptz - min(oldest.since)), 0)::int as age
    from (
      select first.created_at as since
      from (values (0), (1), (2)) as lane (priority)
      cross join lateral (
        select created_at from outbox_mails
        where props is not null and priority = lane.priority and created_at <= ${instant}::timestamptz
        order by id limit 1
      ) as first
      union all
      select frozen_at from outbox_batches where lease_until is not null
    ) as oldest`)
  return row?.age ?? 0
}
