import "server-only"
import { and, asc, eq, isNull } from "drizzle-orm"
import type { ProviderSessionId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { unmatchedPayments } from "../schema"

export type UnmatchedPayment = typeof unmatchedPayments.$inferSelect

/** Does nothing where it is stored already, also where the operator has seen it. */
export async function insertUnmatched(db: DbOrTx, payment: Omit<UnmatchedPayment, "seenAt">): Promise<void> {
  await db.insert(unmatchedPayments).values(payment).onConflictDoNothing()
}

/** What the operator has not seen yet, oldest first. */
export const listUnmatched = (db: DbOrTx): Promise<UnmatchedPayment[]> =>
  db
    .select()
    .from(unmatchedPayments)
    .where(isNull(unmatchedPayments.seenAt))
    .orderBy(asc(unmatchedPayments.foundAt), asc(unmatchedPayments.sessionId))

/** False where there is none, or it was seen before. */
export async function markUnmatchedSeen(
  db: DbOrTx,
  sessionId: ProviderSessionId,
  now: Date,
): Promise<boolean> {
  const seen = await db
    .update(unmatchedPayments)
    .set({ seenAt: now })
    .where(and(eq(unmatchedPayments.sessionId, sessionId), isNull(unmatchedPayments.seenAt)))
    .returning({ sessionId: unmatchedPayments.sessionId })
  return seen.length === 1
}
