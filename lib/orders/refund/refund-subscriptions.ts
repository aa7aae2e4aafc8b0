import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertCommands } from "@/db/queries/entitlement-commands"
import { markSubscriptionsRefunded } from "@/db/queries/subscriptions"
import type { SubscriptionId } from "@/lib/domain/ids/brand"

/**
 * Marks subscriptions refunded and revokes at the gateway those that had been activated. Skips those refunded
 * before. Returns the ids that this call refunded. The caller holds the locks of the subscriptions.
 */
export async function refundSubscriptions(
  tx: DbOrTx,
  ids: readonly SubscriptionId[],
  now: Date,
): Promise<SubscriptionId[]> {
  const refunded = await markSubscriptionsRefunded(tx, ids)
  const commands = refunded.flatMap(({ startsAt, endsAt, ...rest }) =>
    startsAt && endsAt ? [{ ...rest, type: "revoke" as const, startsAt, endsAt }] : [],
  )
  await insertCommands(tx, commands, now)
  return refunded.map(({ subscriptionId }) => subscriptionId)
}
