import "server-only"
import { insertCommands } from "@/db/queries/entitlement-commands"
import { lockSmartcardOf } from "@/db/queries/smartcards"
import { findRunningOnOwnCard } from "@/db/queries/subscription-lists"
import type { App } from "@/lib/app"
import type { CustomerId, SubscriptionId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"

type RefreshSignalOptions = { readonly customerId: CustomerId; readonly id: SubscriptionId }

/** Sends the signal of a package that runs on one of the customer's cards again. Rate-limited per package. */
export async function refreshSignal(
  app: App,
  { customerId, id }: RefreshSignalOptions,
): Promise<Result<undefined, "not-found"> | TooMany> {
  const now = app.now()
  const before = await findRunningOnOwnCard(app.db, { id, customerId }, now)
  if (!before) return refuse("not-found")
  const limited = await hitLimits(app, [limitOf("refresh-signal", id)])
  if (limited) return limited
  return app.db.transaction(async (tx) => {
    const card = await lockSmartcardOf(tx, before.serial)
    const running = await findRunningOnOwnCard(tx, { id, customerId }, now)
    if (!card || running?.serial !== card.serial) return refuse("not-found")
    const { packageCode, startsAt, endsAt } = running
    const refresh = { subscriptionId: id, type: "refresh" as const, card, packageCode, startsAt, endsAt }
    await insertCommands(tx, [refresh], now)
    return ok()
  })
}
