import "server-only"
import { insertCommands } from "@/db/queries/entitlement-commands"
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
  const running = await findRunningOnOwnCard(app.db, { id, customerId }, now)
  if (!running) return refuse("not-found")
  const limited = await hitLimits(app, [limitOf("refresh-signal", id)])
  if (limited) return limited
  await insertCommands(app.db, [{ subscriptionId: id, type: "refresh", ...running }], now)
  return ok()
}
