import "server-only"
import { eq, lt, sql } from "drizzle-orm"
import type { DbOrTx } from "../client"
import { rateLimits } from "../schema"

/** Counts one attempt: a window starts with its first and ends by itself. One statement, right under any concurrency. */
export async function countHit(db: DbOrTx, key: string, windowEndsAt: Date, now: Date) {
  const over = sql`${rateLimits.windowEndsAt} <= ${now.toISOString()}::timestamptz`
  const [counted] = await db
    .insert(rateLimits)
    .values({ key, hits: 1, windowEndsAt })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        hits: sql`case when ${over} then 1 else ${rateLimits.hits} + 1 end`,
        windowEndsAt: sql`case when ${over} then excluded.window_ends_at else ${rateLimits.windowEndsAt} end`,
      },
    })
    .returning({ hits: rateLimits.hits, windowEndsAt: rateLimits.windowEndsAt })
  if (!counted) throw new Error("An attempt was not counted")
  return counted
}

export async function forgetHits(db: DbOrTx, key: string): Promise<void> {
  await db.delete(rateLimits).where(eq(rateLimits.key, key))
}

export async function deleteEndedWindows(db: DbOrTx, now: Date): Promise<number> {
  const deleted = await db
    .delete(rateLimits)
    .where(lt(rateLimits.windowEndsAt, now))
    .returning({ key: rateLimits.key })
  return deleted.length
}
