import "server-only"
import type { DbOrTx } from "@/db/client"
import { lockSmartcards } from "@/db/queries/smartcards"
import { markSubscriptionsRefunded, type RefundedSubscription } from "@/db/queries/subscriptions"
import type { CustomerId, SubscriptionId } from "@/lib/domain/ids/brand"
import { closePeriods } from "@/lib/periods/close-periods"

type RefundSubscriptionsOptions = {
  readonly ids: readonly SubscriptionId[]
  /**
   * The customer who withdraws: what they queued behind becomes ready again. Null where the operator refunds:
   * queued periods move up.
   */
  readonly withdrawnBy: CustomerId | null
}

/**
 * Marks subscriptions refunded and revokes at the gateway those whose period runs or is to come. Skips those
 * refunded before. Returns the ids that this call refunded. The caller holds the locks of the cards and
 * subscriptions.
 */
export async function refundSubscriptions(
  tx: DbOrTx,
  { ids, withdrawnBy }: RefundSubscriptionsOptions,
  now: Date,
): Promise<SubscriptionId[]> {
  const refunded = await markSubscriptionsRefunded(tx, ids)
  const cards = await lockSmartcards(tx, [...new Set(refunded.map(({ smartcardId }) => smartcardId))])
  for (const card of cards) {
    const onCard = refunded.filter(({ smartcardId }) => smartcardId === card.id)
    for (const [packageId, periods] of Map.groupBy(onCard, (one) => one.packageId)) {
      const closed = periods.flatMap((period) => openPeriod(period, now))
      if (closed.length > 0) await closePeriods(tx, { card, packageId, closed, withdrawnBy }, now)
    }
  }
  return refunded.map(({ subscriptionId }) => subscriptionId)
}

/** Nothing for a period that has ended: the gateway has closed it by itself. */
const openPeriod = ({ subscriptionId, startsAt, endsAt }: RefundedSubscription, now: Date) =>
  startsAt && endsAt && endsAt > now ? [{ subscriptionId, startsAt, endsAt }] : []
