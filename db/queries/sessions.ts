import "server-only"
import { and, asc, desc, eq, gt, isNull, lt, lte, ne } from "drizzle-orm"
import type { CustomerId, SessionId } from "@/lib/domain/ids/brand"
import { dayMs, hourMs, later, sessionIdleDays, sessionLifetimeDays } from "@/lib/domain/time/lifetimes"
import type { DbOrTx } from "../client"
import { deleteSome } from "../delete-some"
import { customers, sessions } from "../schema"

export async function insertSession(
  db: DbOrTx,
  session: {
    keyHash: Uint8Array
    customerId: CustomerId
    userAgent: string
    shortIp: string
    deviceHash: Uint8Array
  },
  now: Date,
): Promise<void> {
  const expiresAt = later(now, sessionLifetimeDays * dayMs)
  await db.insert(sessions).values({ ...session, createdAt: now, lastSeenAt: now, expiresAt })
}

const isLive = (now: Date) => [
  isNull(sessions.revokedAt),
  gt(sessions.expiresAt, now),
  gt(sessions.lastSeenAt, later(now, -sessionIdleDays * dayMs)),
]

/** The customer of a live session: not revoked, not expired, and used within `sessionIdleDays`. */
export async function findSession(db: DbOrTx, keyHash: Uint8Array, now: Date) {
  const [found] = await db
    .select({
      sessionId: sessions.id,
      id: customers.id,
      email: customers.email,
      fullName: customers.fullName,
      customerSince: customers.createdAt,
      emailTrouble: customers.emailTrouble,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(customers, eq(customers.id, sessions.customerId))
    .where(and(eq(sessions.keyHash, keyHash), ...isLive(now)))
  return found ?? null
}

/** The customer of a session, also of one that is over. */
export async function findSessionOwner(db: DbOrTx, keyHash: Uint8Array): Promise<CustomerId | null> {
  const [found] = await db
    .select({ customerId: sessions.customerId })
    .from(sessions)
    .where(eq(sessions.keyHash, keyHash))
  return found?.customerId ?? null
}

/** Sets `last_seen_at` if it is older than an hour, so that page views cause few writes. */
export async function touchSession(
  db: DbOrTx,
  { keyHash, lastSeenAt }: { readonly keyHash: Uint8Array; readonly lastSeenAt: Date },
  now: Date,
): Promise<void> {
  const anHourAgo = later(now, -hourMs)
  if (lastSeenAt > anHourAgo) return
  await db
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.keyHash, keyHash), lte(sessions.lastSeenAt, anHourAgo)))
}

/** The customer of the revoked session; null if there was none to revoke. */
export async function revokeSession(db: DbOrTx, keyHash: Uint8Array, now: Date): Promise<CustomerId | null> {
  const [revoked] = await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.keyHash, keyHash), isNull(sessions.revokedAt)))
    .returning({ customerId: sessions.customerId })
  return revoked?.customerId ?? null
}

/** The customer's live sessions, last used first. */
export async function listSessions(db: DbOrTx, customerId: CustomerId, now: Date) {
  return db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      shortIp: sessions.shortIp,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.customerId, customerId), ...isLive(now)))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
}

/** The customer's sessions with those that ended, as long as they are kept, oldest first. */
export async function listAllSessions(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      shortIp: sessions.shortIp,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
      revokedAt: sessions.revokedAt,
    })
    .from(sessions)
    .where(eq(sessions.customerId, customerId))
    .orderBy(asc(sessions.createdAt), asc(sessions.id))
}

/**
 * Gives a live session another key, in one guarded statement: the old key is dead from then on. False if the
 * session has ended, or if its key was replaced since the request was read.
 */
export async function replaceSessionKey(
  db: DbOrTx,
  { id, oldKeyHash, ...keys }: { readonly id: SessionId } & SessionKeys,
  now: Date,
): Promise<boolean> {
  const replaced = await db
    .update(sessions)
    .set(keys)
    .where(and(eq(sessions.id, id), eq(sessions.keyHash, oldKeyHash), ...isLive(now)))
    .returning({ id: sessions.id })
  return replaced.length === 1
}

type SessionKeys = {
  readonly oldKeyHash: Uint8Array
  readonly keyHash: Uint8Array
  readonly deviceHash: Uint8Array
}

/** Revokes one session, if it belongs to the customer. Null if there was none to revoke. */
export async function revokeOwnSession(
  db: DbOrTx,
  { id, customerId }: { readonly id: SessionId; readonly customerId: CustomerId },
  now: Date,
): Promise<{ readonly deviceHash: Uint8Array | null } | null> {
  const [revoked] = await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.id, id), eq(sessions.customerId, customerId), isNull(sessions.revokedAt)))
    .returning({ deviceHash: sessions.deviceHash })
  return revoked ?? null
}

export async function revokeOtherSessions(
  db: DbOrTx,
  { customerId, except }: { readonly customerId: CustomerId; readonly except: SessionId },
  now: Date,
): Promise<number> {
  const revoked = await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.customerId, customerId), ne(sessions.id, except), isNull(sessions.revokedAt)))
    .returning({ id: sessions.id })
  return revoked.length
}

export async function revokeAllSessions(db: DbOrTx, customerId: CustomerId, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.customerId, customerId), isNull(sessions.revokedAt)))
}

/** Deletes expired sessions. Revoked ones stay until they expire. */
export const deleteEndedSessions = (db: DbOrTx, endedBefore: Date, limit: number): Promise<number> =>
  deleteSome(db, { table: sessions, where: lt(sessions.expiresAt, endedBefore), limit })
