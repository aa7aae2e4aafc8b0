import { type SQL, sql } from "drizzle-orm"
import { expect, vi } from "vitest"
import type { Db } from "@/db/client"

/**
 * Locks the rows that the query selects, starts the given calls one after the other, each when the one before
 * it waits for a lock, and then lets the rows go. Returns what the calls returned.
 */
export async function startBehind<First, Second>(
  db: Db,
  rows: SQL,
  [first, second]: readonly [() => Promise<First>, () => Promise<Second>],
): Promise<[First, Second]> {
  const started = await db.transaction(async (tx) => {
    await tx.execute(rows)
    const one = first()
    await haveWaiting(db, 1)
    const two = second()
    await haveWaiting(db, 2)
    return { calls: Promise.all([one, two]) }
  })
  return started.calls
}

/** Until so many connections to this database wait for a lock. */
export const haveWaiting = (db: Db, count: number) =>
  vi.waitFor(async () => expect(await countWaiting(db)).toBe(count), { timeout: 30_000, interval: 20 })

async function countWaiting(db: Db): Promise<number | undefined> {
  const [row] = await db.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`)
  return row?.waiting
}
