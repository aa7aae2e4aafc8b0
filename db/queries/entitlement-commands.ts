import "server-only"
import { and, asc, count, eq, gt, inArray, isNull, lt, lte, min, notExists, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import type { CustomerId, EntitlementCommandId, SubscriptionId } from "@/lib/domain/ids/brand"
import type { EntitlementCommand } from "@/lib/domain/packages/entitlement"
import type { DbOrTx } from "../client"
import { entitlementCommands, packages, smartcards, subscriptions } from "../schema"
import type { LockedSmartcard } from "./smartcards"

export type NewCommand = Omit<EntitlementCommand, "id" | "serial"> & {
  readonly subscriptionId: SubscriptionId
  /** Locked by the caller: the commands of a card are sent in the order in which its lock was held. */
  readonly card: LockedSmartcard
}

/** Stores commands that are due at once, in the order in which they are given. */
export async function insertCommands(db: DbOrTx, commands: readonly NewCommand[], now: Date): Promise<void> {
  if (commands.length === 0) return
  const rows = commands.map(({ card, ...one }) => ({
    ...one,
    serial: card.serial,
    status: "pending" as const,
    nextAttemptAt: now,
    createdAt: now,
  }))
  await db.insert(entitlementCommands).values(rows)
}

const earlier = alias(entitlementCommands, "earlier")

/**
 * Claims due commands: until the lease ends no other worker claims them. Commands of one card are claimed one
 * after the other, in their sequence.
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
        eq(earlier.serial, entitlementCommands.serial),
        eq(earlier.status, "pending"),
        lt(earlier.sequence, entitlementCommands.sequence),
      ),
    )
  // A CTE with FOR UPDATE runs once: a plan that repeats it would claim more than the limit.
  const due = db.$with("due").as(
    db
      .select({ id: entitlementCommands.id })
      .from(entitlementCommands)
      .where(
        and(
          eq(entitlementCommands.status, "pending"),
          lte(entitlementCommands.nextAttemptAt, now),
          notExists(waitsForEarlier),
        ),
      )
      .orderBy(asc(entitlementCommands.nextAttemptAt), asc(entitlementCommands.sequence))
      .limit(limit)
      .for("update", { skipLocked: true }),
  )
  return db
    .with(due)
    .update(entitlementCommands)
    .set({ attempts: sql`${entitlementCommands.attempts} + 1`, nextAttemptAt: leaseUntil })
    .where(inArray(entitlementCommands.id, db.select({ id: due.id }).from(due)))
    .returning()
}

export type ClaimedCommand = typeof entitlementCommands.$inferSelect

/**
 * Whether a command says what must hold now. A grant or refresh: its subscription is active on that card for
 * that period (an imported one may have another end by now). A revoke: no active subscription covers its
 * period. None is once its period has ended.
 */
export async function isStillTrue(db: DbOrTx, id: EntitlementCommandId, now: Date): Promise<boolean> {
  const { subscriptionId, type, serial, packageCode, startsAt, endsAt } = entitlementCommands
  const isOnCard = db
    .select({ one: sql`1` })
    .from(subscriptions)
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .where(
      and(
        eq(subscriptions.status, "active"),
        eq(smartcards.serial, serial),
        sql`case when ${type} = 'revoke'
          then ${packages.code} = ${packageCode}
            and ${subscriptions.startsAt} <= ${startsAt} and ${subscriptions.endsAt} >= ${endsAt}
          else ${subscriptions.id} = ${subscriptionId} and ${subscriptions.startsAt} = ${startsAt}
            and (${subscriptions.offerId} is null or ${subscriptions.endsAt} = ${endsAt}) end`,
      ),
    )
  const [found] = await db
    .select({ isTrue: sql<boolean>`(${type} <> 'revoke') = exists (${isOnCard})` })
    .from(entitlementCommands)
    .where(and(eq(entitlementCommands.id, id), gt(endsAt, now)))
  return found?.isTrue ?? false
}

/** Whether a later grant of the same subscription is pending. */
export async function hasLaterGrant(
  db: DbOrTx,
  { subscriptionId, sequence }: Pick<ClaimedCommand, "subscriptionId" | "sequence">,
): Promise<boolean> {
  const later = and(
    eq(entitlementCommands.subscriptionId, subscriptionId),
    eq(entitlementCommands.type, "grant"),
    eq(entitlementCommands.status, "pending"),
    gt(entitlementCommands.sequence, sequence),
  )
  return (await db.$count(entitlementCommands, later)) > 0
}

type CommandOutcome = {
  readonly id: EntitlementCommandId
  readonly status: "acknowledged" | "refused" | "superseded"
  readonly detail: string | null
}

/** False when the command is no longer pending. Whether it needs a person is decided anew. */
export async function settleCommand(db: DbOrTx, { id, ...to }: CommandOutcome, now: Date): Promise<boolean> {
  const settled = await db
    .update(entitlementCommands)
    .set({ ...to, settledAt: now, flaggedAt: null })
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

/**
 * The commands of what the customer bought, in their order, without those of the card's other packages: of
 * times when the customer held the card, and those of a card that was replaced by one that they hold now.
 * What happened after a card left the account is its next holder's.
 */
export async function listCommandsOf(db: DbOrTx, customerId: CustomerId) {
  const { type, serial, packageCode, startsAt, endsAt, status, createdAt, settledAt, detail } =
    entitlementCommands
  const ownLinks = sql`select 1 from smartcard_links l join smartcards c on c.id = l.smartcard_id
    where l.customer_id = ${customerId}`
  const heldThen = sql`exists (${ownLinks} and c.serial = ${serial} and ${createdAt} >= l.linked_at
    and (l.unlinked_at is null or ${createdAt} <= l.unlinked_at))`
  const isReplacedByHeld = sql`not exists (${ownLinks} and c.serial = ${serial})
    and exists (${ownLinks} and c.id = ${subscriptions.smartcardId} and l.unlinked_at is null)`
  return db
    .select({ type, serial, packageCode, startsAt, endsAt, status, createdAt, settledAt, detail })
    .from(entitlementCommands)
    .innerJoin(subscriptions, eq(subscriptions.id, entitlementCommands.subscriptionId))
    .where(and(eq(subscriptions.customerId, customerId), sql`(${heldThen} or (${isReplacedByHeld}))`))
    .orderBy(asc(entitlementCommands.sequence))
}
