import "server-only"
import { and, asc, count, eq, inArray, isNotNull, isNull, lte, min, notExists, or, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import type { EntitlementCommandId, SubscriptionId } from "@/lib/domain/ids/brand"
import type { EntitlementCommand } from "@/lib/domain/packages/entitlement"
import type { DbOrTx } from "../client"
import { customers, entitlementCommands, subscriptions } from "../schema"

export type NewCommand = Omit<EntitlementCommand, "id"> & { readonly subscriptionId: SubscriptionId }

/** Stores commands that are due at once. */
export async function insertCommands(db: DbOrTx, commands: readonly NewCommand[], now: Date): Promise<void> {
  if (commands.length === 0) return
  const rows = commands.map((one) => ({
    ...one,
    status: "pending" as const,
    nextAttemptAt: now,
    createdAt: now,
  }))
  await db.insert(entitlementCommands).values(rows)
}

const earlier = alias(entitlementCommands, "earlier")

/**
 * Claims due commands: until the lease ends no other worker claims them. Commands of one subscription are
 * claimed one after the other, in the order of their creation.
 */
export async function claimCommands(
  db: DbOrTx,
  { limit, leaseUntil }: { readonly limit: number; readonly leaseUntil: Date },
  now: Date,
) {
  const waitsForEarlier = db
    .select({ id: earlier.id })
    .from(earlier)
    .where(
      and(
        eq(earlier.subscriptionId, entitlementCommands.subscriptionId),
        eq(earlier.status, "pending"),
        or(
          sql`${earlier.createdAt} < ${entitlementCommands.createdAt}`,
          and(
            eq(earlier.createdAt, entitlementCommands.createdAt),
            sql`${earlier.id} < ${entitlementCommands.id}`,
          ),
        ),
      ),
    )
  const due = db
    .select({ id: entitlementCommands.id })
    .from(entitlementCommands)
    .where(
      and(
        eq(entitlementCommands.status, "pending"),
        lte(entitlementCommands.nextAttemptAt, now),
        notExists(waitsForEarlier),
      ),
    )
    .orderBy(asc(entitlementCommands.nextAttemptAt))
    .limit(limit)
    .for("update", { skipLocked: true })
  return db
    .update(entitlementCommands)
    .set({ attempts: sql`${entitlementCommands.attempts} + 1`, nextAttemptAt: leaseUntil })
    .where(inArray(entitlementCommands.id, due))
    .returning()
}

export type ClaimedCommand = typeof entitlementCommands.$inferSelect

type CommandOutcome = {
  readonly id: EntitlementCommandId
  readonly status: "acknowledged" | "refused"
  readonly detail: string | null
}

/** False when the command is no longer pending. */
export async function settleCommand(db: DbOrTx, { id, ...to }: CommandOutcome, now: Date): Promise<boolean> {
  const settled = await db
    .update(entitlementCommands)
    .set({ ...to, settledAt: now })
    .where(and(eq(entitlementCommands.id, id), eq(entitlementCommands.status, "pending")))
    .returning({ id: entitlementCommands.id })
  return settled.length === 1
}

/** Keeps a pending command for a later attempt. */
export async function postponeCommand(
  db: DbOrTx,
  id: EntitlementCommandId,
  { nextAttemptAt, detail }: { readonly nextAttemptAt: Date; readonly detail: string },
): Promise<void> {
  await db
    .update(entitlementCommands)
    .set({ nextAttemptAt, detail })
    .where(and(eq(entitlementCommands.id, id), eq(entitlementCommands.status, "pending")))
}

/** Whether the gateway has acknowledged a grant of this subscription. */
export async function wasGranted(db: DbOrTx, subscriptionId: SubscriptionId): Promise<boolean> {
  const granted = and(
    eq(entitlementCommands.subscriptionId, subscriptionId),
    eq(entitlementCommands.type, "grant"),
    eq(entitlementCommands.status, "acknowledged"),
  )
  return (await db.$count(entitlementCommands, granted)) > 0
}

export async function flagCommand(db: DbOrTx, id: EntitlementCommandId, now: Date): Promise<void> {
  await db.update(entitlementCommands).set({ flaggedAt: now }).where(eq(entitlementCommands.id, id))
}

/** Flags pending commands whose period began before an instant, each once. Returns the newly flagged. */
export async function flagOverdueCommands(db: DbOrTx, startedBefore: Date, now: Date) {
  return db
    .update(entitlementCommands)
    .set({ flaggedAt: now })
    .where(
      and(
        eq(entitlementCommands.status, "pending"),
        isNull(entitlementCommands.flaggedAt),
        lte(entitlementCommands.startsAt, startedBefore),
        lte(entitlementCommands.createdAt, startedBefore),
      ),
    )
    .returning({ id: entitlementCommands.id })
}

/** The number of pending commands and the creation of the oldest. */
export async function countWaitingCommands(db: DbOrTx) {
  const [found] = await db
    .select({ waiting: count(), oldest: min(entitlementCommands.createdAt) })
    .from(entitlementCommands)
    .where(eq(entitlementCommands.status, "pending"))
  return { waiting: found?.waiting ?? 0, oldest: found?.oldest ?? null }
}

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
      and(isNotNull(entitlementCommands.flaggedAt), sql`${entitlementCommands.status} <> 'acknowledged'`),
    )
    .orderBy(asc(entitlementCommands.flaggedAt), asc(entitlementCommands.id))
    .limit(limit)
}

/**
 * Makes a pending or a flagged, refused command due at once. Returns its subscription; null for any other
 * command.
 */
export async function requeueCommand(
  db: DbOrTx,
  id: EntitlementCommandId,
  now: Date,
): Promise<SubscriptionId | null> {
  const [requeued] = await db
    .update(entitlementCommands)
    .set({ status: "pending", settledAt: null, nextAttemptAt: now, flaggedAt: null })
    .where(
      and(
        eq(entitlementCommands.id, id),
        or(eq(entitlementCommands.status, "pending"), isNotNull(entitlementCommands.flaggedAt)),
        sql`${entitlementCommands.status} <> 'acknowledged'`,
      ),
    )
    .returning({ subscriptionId: entitlementCommands.subscriptionId })
  return requeued?.subscriptionId ?? null
}
