import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertCommands } from "@/db/queries/entitlement-commands"
import { getPackage } from "@/db/queries/packages"
import type { LockedSmartcard } from "@/db/queries/smartcards"
import { listTakenPeriods, movePeriod, type TakenRow } from "@/db/queries/subscription-periods"
import { takeBackActivation } from "@/db/queries/subscriptions"
import type { CustomerId, PackageId, SubscriptionId } from "@/lib/domain/ids/brand"
import { followQueue } from "@/lib/domain/packages/period-queue"
import { lastFour } from "@/lib/domain/packages/serial"
import type { Period } from "@/lib/domain/packages/subscription-period"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import { grantAgain } from "./grant-again"

export type ClosedPeriod = Period & { readonly subscriptionId: SubscriptionId }

type ClosePeriodsOptions = {
  readonly card: LockedSmartcard
  readonly packageId: PackageId
  /** Periods of the package on the card that ended or left it, and that the gateway may hold open. */
  readonly closed: readonly ClosedPeriod[]
  /** Who withdrew: this customer's queued periods become `ready` again. Those of others move. */
  readonly withdrawnBy: CustomerId | null
}

/**
 * Closes periods of one package on one card at the gateway, and lets queued ones follow: each bought period
 * that has not begun and now fits earlier starts at that instant (its buyer is mailed), or becomes `ready`
 * again if its buyer withdrew from the one before it. The caller holds the lock of the card.
 */
export async function closePeriods(tx: DbOrTx, options: ClosePeriodsOptions, now: Date): Promise<void> {
  const { card, packageId } = options
  const closed = [...options.closed, ...(await followUp(tx, options, now))]
  if (closed.length === 0) return
  const { code: packageCode } = await getPackage(tx, packageId)
  const revokes = closed.map((period) => ({ ...period, type: "revoke" as const, card, packageCode }))
  await insertCommands(tx, revokes, now)
  await grantAgain(tx, { card, packageId, packageCode }, now)
}

/** Moves or releases queued periods. Returns those that they leave. */
async function followUp(
  tx: DbOrTx,
  { card, packageId, withdrawnBy }: ClosePeriodsOptions,
  now: Date,
): Promise<ClosedPeriod[]> {
  const taken = await listTakenPeriods(tx, { smartcardId: card.id, packageId }, now)
  const left: ClosedPeriod[] = []
  for (const { one, to } of followQueue(taken, { now, withdrawnBy })) {
    if (to) await moveOne(tx, { card, packageId, one, to }, now)
    else await takeBackActivation(tx, one.id)
    left.push({ subscriptionId: one.id, startsAt: one.startsAt, endsAt: one.endsAt })
  }
  return left
}

type Move = Pick<ClosePeriodsOptions, "card" | "packageId"> & {
  readonly one: TakenRow
  readonly to: Period
}

async function moveOne(tx: DbOrTx, { card, packageId, one, to }: Move, now: Date): Promise<void> {
  const { id: subscriptionId, customerId } = one
  await movePeriod(tx, subscriptionId, to)
  if (!customerId) return
  const { name: packageName } = await getPackage(tx, packageId)
  const times = { startsAt: to.startsAt.toISOString(), endsAt: to.endsAt.toISOString() }
  const props = { packageName, lastFour: lastFour(card.serial), ...times }
  const dedupeKey = `period-moved:${subscriptionId}:${times.startsAt}`
  await enqueueMailTo(tx, { kind: "period-moved", props, customerId, dedupeKey }, now)
}
