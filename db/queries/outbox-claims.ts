import "server-only"
import { eq, lte, sql } from "drizzle-orm"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { outboxClaims } from "../schema"

/** Of the advisory lock: any number that no other lock of the product uses. */
const claimsLock = 7_205_411

/**
 * Lets one worker at a time choose its mails, until the transaction ends, and returns the mails that live
 * claims hold. `synchronous_commit = off`: a claim that a crash loses costs nothing.
 */
export async function lockClaims(tx: DbOrTx, now: Date): Promise<readonly OutboxMailId[]> {
  // Pipelined: one round trip. The last statement sees what committed before the lock was given.
  const [, rows] = await Promise.all([
    tx.execute(
      sql`select pg_advisory_xact_lock(${claimsLock}), set_config('synchronous_commit', 'off', true)`,
    ),
    tx.execute<{ id: OutboxMailId }>(sql`
      select unnest(mail_ids) as id from outbox_claims where until > ${now.toISOString()}::timestamptz`),
  ])
  return rows.map(({ id }) => id)
}

type NewClaim = typeof outboxClaims.$inferInsert

/** Stores a claim and removes those of workers that died. */
export async function insertClaim(tx: DbOrTx, claim: NewClaim, now: Date): Promise<void> {
  await Promise.all([
    tx.delete(outboxClaims).where(lte(outboxClaims.until, now)),
    tx.insert(outboxClaims).values(claim),
  ])
}

export async function deleteClaim(db: DbOrTx, id: string): Promise<void> {
  await db.delete(outboxClaims).where(eq(outboxClaims.id, id))
}
