import "server-only"
import { insertCommands } from "@/db/queries/entitlement-commands"
import { lockSmartcardOf } from "@/db/queries/smartcards"
import { findRunningOnOwnCard, type PackageOnOwnCard } from "@/db/queries/subscription-lists"
import type { App } from "@/lib/app"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"

/**
 * Sends the signal of a package that runs on a card of the customer again. Rate-limited per subscription,
 * which the caller does not name: the id of what another bought holds the instant of the payment.
 */
export async function refreshSignal(
  app: App,
  asked: PackageOnOwnCard,
): Promise<Result<undefined, "not-found"> | TooMany> {
  const now = app.now()
  const before = await findRunningOnOwnCard(app.db, asked, now)
  if (!before) return refuse("not-found")
  const limited = await hitLimits(app, [limitOf("refresh-signal", before.id)])
  if (limited) return limited
  return app.db.transaction(async (tx) => {
    const card = await lockSmartcardOf(tx, before.serial)
    const running = await findRunningOnOwnCard(tx, asked, now)
    if (!card || running?.serial !== card.serial) return refuse("not-found")
    const { id: subscriptionId, startsAt, endsAt } = running
    const { packageCode } = asked
    const refresh = { subscriptionId, type: "refresh" as const, card, packageCode, startsAt, endsAt }
    await insertCommands(tx, [refresh], now)
    return ok()
  })
}
