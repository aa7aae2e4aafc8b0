import "server-only"
import { and, eq, inArray, ne } from "drizzle-orm"
import type { SubscriptionId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { packages, smartcards, subscriptions } from "../schema"
import { insertCommands } from "./entitlement-commands"

/**
 * Ends what was bought, because its money goes back: it neither waits nor runs any more, and the gateway is told to close what it was
 * told to open. Those that were refunded before stay as they are. The ids that this call refunded.
 */
export async function refundSubscriptions(
  db: DbOrTx,
  ids: readonly SubscriptionId[],
  now: Date,
): Promise<SubscriptionId[]> {
  if (ids.length === 0) return []
  const refunded = await db
    .update(subscriptions)
    .set({ status: "refunded" })
    .where(and(inArray(subscriptions.id, [...ids]), ne(subscriptions.status, "refunded")))
    .returning({ id: subscriptions.id })
  const opened = await db
    .select({
      subscriptionId: subscriptions.id,
      serial: smartcards.serial,
      packageCode: packages.code,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
    })
    .from(subscriptions)
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .innerJoin(packages, eq(packages.id, subscriptions.packageId))
    .where(
      inArray(
        subscriptions.id,
        refunded.map(({ id }) => id),
      ),
    )
  const commands = opened.flatMap(({ startsAt, endsAt, ...rest }) =>
    startsAt && endsAt ? [{ ...rest, type: "revoke" as const, startsAt, endsAt }] : [],
  )
  await insertCommands(db, commands, now)
  return refunded.map(({ id }) => id)
}
