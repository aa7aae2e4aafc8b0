import "server-only"
import { findSignal } from "@/db/queries/subscriptions-of-holder"
import type { App } from "@/lib/app"
import type { CustomerId, SubscriptionId } from "@/lib/domain/ids/brand"
import { signalUntil } from "@/lib/domain/packages/entitlement"
import { subscriptionState } from "@/lib/domain/packages/subscription-state"

/** The state that an open page polls. Pending: it changes when the gateway answers. */
export type WatchedSubscription = { readonly state: string; readonly isPending: boolean }

type WatchSubscriptionOptions = { readonly customerId: CustomerId; readonly id: SubscriptionId }

/**
 * The watched state of a subscription that the customer bought; null for any other, or if refunded. One
 * statement.
 */
export async function watchSubscription(
  app: App,
  { customerId, id }: WatchSubscriptionOptions,
): Promise<WatchedSubscription | null> {
  const now = app.now()
  const found = await findSignal(app.db, { customerId, id })
  if (!found) return null
  const { status, startsAt, endsAt, isAwaited, signalAt } = found
  if (status === "ready" || !startsAt || !endsAt) return { state: status, isPending: false }
  const period = { status: "active" as const, startsAt, endsAt, isAwaited }
  const { kind } = subscriptionState(period, now)
  const hasSignal = signalUntil(signalAt, period, now) !== null
  return { state: `${kind} ${hasSignal}`, isPending: kind === "activating" }
}
