import "server-only"
import type { DbOrTx } from "@/db/client"
import type { Activation } from "@/db/queries/activations"
import type { LockedSmartcard } from "@/db/queries/smartcards"
import { takeBackActivation } from "@/db/queries/subscriptions"
import { lastFour } from "@/lib/domain/packages/serial"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import { closePeriods } from "./close-periods"

type GiveBackOptions = {
  /** The card of the activation. */
  readonly card: LockedSmartcard
  readonly activation: Activation
  /** The gateway may hold the period open, so that it is revoked: false for a refused grant. */
  readonly isRevoked: boolean
}

/**
 * Makes an activation that the gateway did not carry out `ready` again and mails the buyer. Periods queued
 * behind it move up. False when it is not active any more.
 */
export async function giveBack(
  tx: DbOrTx,
  { card, activation, isRevoked }: GiveBackOptions,
  now: Date,
): Promise<boolean> {
  const { id: subscriptionId, packageId, customerId, packageName, startsAt, endsAt } = activation
  if (!(await takeBackActivation(tx, subscriptionId))) return false
  const closed = isRevoked ? [{ subscriptionId, startsAt, endsAt }] : []
  await closePeriods(tx, { card, packageId, closed, withdrawnBy: null }, now)
  if (!customerId) return true
  const props = { packageName, lastFour: lastFour(card.serial), subscriptionId }
  const dedupeKey = `activation-refused:${subscriptionId}:${now.toISOString()}`
  await enqueueMailTo(tx, { kind: "activation-refused", props, customerId, dedupeKey }, now)
  return true
}
