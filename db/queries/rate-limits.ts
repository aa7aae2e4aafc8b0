import "server-only"
import { and, eq, gt, isNull, lt, lte, or, sql } from "drizzle-orm"
import type { DbOrTx } from "../client"
import { deleteSome } from "../delete-some"
import { rateLimits } from "../schema"

type Pace = {
  readonly key: string
  readonly free: number
  readonly firstWaitSeconds: number
  readonly longestWaitSeconds: number
  readonly windowEndsAt: Date
}

/**
 * Counts one attempt and returns the count, or null if the wait of the last attempt is not over. From the
 * last free attempt on, each allowed one doubles the wait. One statement, so that it is correct under
 * concurrency.
 */
export async function countHit(db: DbOrTx, pace: Pace, now: Date): Promise<number | null> {
  const at = sql`${now.toISOString()}::timestamptz`
  const hits = sql`case when ${rateLimits.windowEndsAt} <= ${at} then 1 else ${rateLimits.hits} + 1 end`
  const [counted] = await db
    .insert(rateLimits)
    .values({
      key: pace.key,
      hits: 1,
      waitUntil: waitAfter(sql`1`, pace, at),
      windowEndsAt: pace.windowEndsAt,
    })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        hits,
        waitUntil: waitAfter(hits, pace, at),
        windowEndsAt: sql`excluded.window_ends_at`,
      },
      setWhere: sql`${or(
        isNull(rateLimits.waitUntil),
        lte(rateLimits.waitUntil, now),
        lte(rateLimits.windowEndsAt, now),
      )}`,
    })
    .returning({ hits: rateLimits.hits })
  return counted?.hits ?? null
}

function waitAfter(hits: ReturnType<typeof sql>, pace: Pace, at: ReturnType<typeof sql>) {
  const doublings = sql`least((${hits}) - ${pace.free}::int, 30)`
  const seconds = sql`least(${pace.firstWaitSeconds}::int * power(2, ${doublings}), ${pace.longestWaitSeconds}::int)`
  return sql`case when (${hits}) >= ${pace.free}::int then ${at} + make_interval(secs => ${seconds}) end`
}

export async function findWait(db: DbOrTx, key: string, now: Date): Promise<Date | null> {
  const [found] = await db
    .select({ waitUntil: rateLimits.waitUntil })
    .from(rateLimits)
    .where(and(eq(rateLimits.key, key), gt(rateLimits.waitUntil, now)))
  return found?.waitUntil ?? null
}

type Budget = { readonly key: string; readonly burst: number; readonly everyMs: number }

/**
 * Spends one of a budget; false if nothing is left. `window_ends_at` is the instant at which the budget is
 * full again (the generic cell rate algorithm, ITU-T I.371). One statement, so that it is correct under
 * concurrency.
 */
export async function spendBudget(db: DbOrTx, { key, burst, everyMs }: Budget, now: Date): Promise<boolean> {
  const at = sql`${now.toISOString()}::timestamptz`
  const every = sql`make_interval(secs => ${everyMs}::double precision / 1000)`
  const latest = sql`${at} + make_interval(secs => ${(burst - 1) * everyMs}::double precision / 1000)`
  const spent = await db
    .insert(rateLimits)
    .values({ key, hits: 1, waitUntil: null, windowEndsAt: sql`${at} + ${every}` })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        hits: sql`${rateLimits.hits} + 1`,
        windowEndsAt: sql`greatest(${rateLimits.windowEndsAt}, ${at}) + ${every}`,
      },
      setWhere: sql`${rateLimits.windowEndsAt} <= ${latest}`,
    })
    .returning({ key: rateLimits.key })
  return spent.length > 0
}

/** When a budget is full again; null if it is full. */
export async function findRefill(db: DbOrTx, key: string, now: Date): Promise<Date | null> {
  const [found] = await db
    .select({ windowEndsAt: rateLimits.windowEndsAt })
    .from(rateLimits)
    .where(and(eq(rateLimits.key, key), gt(rateLimits.windowEndsAt, now)))
  return found?.windowEndsAt ?? null
}

/** Gives one of a budget back. */
export async function giveBack(db: DbOrTx, key: string, everyMs: number): Promise<void> {
  await db
    .update(rateLimits)
    .set({
      hits: sql`greatest(${rateLimits.hits} - 1, 0)`,
      windowEndsAt: sql`${rateLimits.windowEndsAt} - make_interval(secs => ${everyMs}::double precision / 1000)`,
    })
    .where(eq(rateLimits.key, key))
}

/** Removes one attempt from the count, and the wait that it caused. */
export async function takeBackHit(db: DbOrTx, key: string): Promise<void> {
  await db
    .update(rateLimits)
    .set({ hits: sql`greatest(${rateLimits.hits} - 1, 0)`, waitUntil: null })
    .where(eq(rateLimits.key, key))
}

export async function forgetHits(db: DbOrTx, key: string): Promise<void> {
  await db.delete(rateLimits).where(eq(rateLimits.key, key))
}

export const deleteEndedWindows = (db: DbOrTx, now: Date, limit: number): Promise<number> =>
  deleteSome(db, { table: rateLimits, where: lt(rateLimits.windowEndsAt, now), limit })
