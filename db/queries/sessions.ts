import "server-only"
import { and, eq, gt, isNull, lt, lte } from "drizzle-orm"
import type { CustomerId } from "@/lib/domain/brand"
import { dayMs, hourMs, later, sessionIdleDays, sessionLifetimeDays } from "@/lib/domain/lifetimes"
import type { DbOrTx } from "../client"
import { customers, sessions } from "../schema"

export async function insertSession(
  db: DbOrTx,
  session: { keyHash: Uint8Array; customerId: CustomerId; userAgent: string; shortIp: string },
  now: Date,
): Promise<void> {
  const expiresAt = later(now, sessionLifetimeDays * dayMs)
  await db.insert(sessions).values({ ...session, createdAt: now, lastSeenAt: now, expiresAt })
}

/** The customer of a session that is neither revoked, over, nor idle for too long. */
export async function findSession(db: DbOrTx, keyHash: Uint8Array, now: Date) {
  const [found] = await db
    .select({
      sessionId: sessions.id,
      id: customers.id,
      email: customers.email,
      fullName: customers.fullName,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(customers, eq(customers.id, sessions.customerId))
    .where(
      and(
        eq(sessions.keyHash, keyHash),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
        gt(sessions.lastSeenAt, later(now, -sessionIdleDays * dayMs)),
      ),
    )
  return found ?? null
}

/** Notes that a session is in use: at most hourly, the one write that a page view may cause. */
export async function touchSession(
  db: DbOrTx,
  keyHash: Uint8Array,
  lastSeenAt: Date,
  now: Date,
): Promise<void> {
  const anHourAgo = later(now, -hourMs)
  if (lastSeenAt > anHourAgo) return
  await db
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.keyHash, keyHash), lte(sessions.lastSeenAt, anHourAgo)))
}

export async function revokeSession(db: DbOrTx, keyHash: Uint8Array, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.keyHash, keyHash), isNull(sessions.revokedAt)))
}

export async function revokeAllSessions(db: DbOrTx, customerId: CustomerId, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.customerId, customerId), isNull(sessions.revokedAt)))
}

/** Rows that no cookie can bring back. */
export async function deleteEndedSessions(db: DbOrTx, endedBefore: Date): Promise<number> {
  const deleted = await db
    .delete(sessions)
    .where(lt(sessions.expiresAt, endedBefore))
    .returning({ id: sessions.id })
  return deleted.length
}
