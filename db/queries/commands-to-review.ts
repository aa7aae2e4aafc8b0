import "server-only"
import { and, asc, eq, inArray, isNotNull, or, sql } from "drizzle-orm"
import type { EntitlementCommandId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { customers, entitlementCommands, packages, smartcards, subscriptions } from "../schema"

export type FlaggedCommand = Pick<
  typeof entitlementCommands.$inferSelect,
  "id" | "type" | "serial" | "packageCode" | "startsAt" | "status" | "attempts" | "detail" | "flaggedAt"
> & {
  /** Of the buyer; null for an imported subscription or a closed account. */
  readonly email: string | null
}

/** Commands that need a person, in the order of flagging. */
export async function listFlaggedCommands(db: DbOrTx, limit: number): Promise<FlaggedCommand[]> {
  return db
    .select({
      id: entitlementCommands.id,
      type: entitlementCommands.type,
      serial: entitlementCommands.serial,
      packageCode: entitlementCommands.packageCode,
      startsAt: entitlementCommands.startsAt,
      status: entitlementCommands.status,
      attempts: entitlementCommands.attempts,
      detail: entitlementCommands.detail,
      flaggedAt: entitlementCommands.flaggedAt,
      email: sql<string | null>`${customers.email}`,
    })
    .from(entitlementCommands)
    .innerJoin(subscriptions, eq(subscriptions.id, entitlementCommands.subscriptionId))
    .leftJoin(customers, eq(customers.id, subscriptions.customerId))
    .where(
      and(
        isNotNull(entitlementCommands.flaggedAt),
        inArray(entitlementCommands.status, ["pending", "refused"]),
      ),
    )
    .orderBy(asc(entitlementCommands.flaggedAt), asc(entitlementCommands.id))
    .limit(limit)
}

/** A pending or a flagged, refused command with its card; null for any other. */
export async function findRetryableCommand(db: DbOrTx, id: EntitlementCommandId) {
  const [found] = await db
    .select({
      subscriptionId: entitlementCommands.subscriptionId,
      type: entitlementCommands.type,
      packageCode: entitlementCommands.packageCode,
      status: entitlementCommands.status,
      smartcardId: smartcards.id,
      packageId: packages.id,
    })
    .from(entitlementCommands)
    .innerJoin(smartcards, eq(smartcards.serial, entitlementCommands.serial))
    .innerJoin(packages, eq(packages.code, entitlementCommands.packageCode))
    .where(and(eq(entitlementCommands.id, id), isRetryable))
  return found ?? null
}

const isRetryable = or(
  eq(entitlementCommands.status, "pending"),
  and(eq(entitlementCommands.status, "refused"), isNotNull(entitlementCommands.flaggedAt)),
)

/** Takes a command that is no longer true off the list: it is not sent any more. */
export async function supersedeCommand(db: DbOrTx, id: EntitlementCommandId, now: Date): Promise<void> {
  await db
    .update(entitlementCommands)
    .set({ status: "superseded", settledAt: now, flaggedAt: null })
    .where(and(eq(entitlementCommands.id, id), isRetryable))
}

/**
 * Makes a pending command due at once. A flagged, refused one becomes the last of its card's sequence, since
 * others may have been sent after it. The caller holds the lock of the card.
 */
export async function requeueCommand(db: DbOrTx, id: EntitlementCommandId, now: Date): Promise<void> {
  const again = { status: "pending" as const, settledAt: null, nextAttemptAt: now, flaggedAt: null }
  const one = eq(entitlementCommands.id, id)
  // First the refused one: the second statement would find it pending.
  await db
    .update(entitlementCommands)
    .set({ sequence: sql`default` })
    .where(and(one, eq(entitlementCommands.status, "refused")))
  await db.update(entitlementCommands).set(again).where(and(one, isRetryable))
}
