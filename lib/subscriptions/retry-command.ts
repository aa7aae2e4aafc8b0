import "server-only"
import { findRetryableCommand, requeueCommand, supersedeCommand } from "@/db/queries/commands-to-review"
import { isStillTrue } from "@/db/queries/entitlement-commands"
import { findBuyer } from "@/db/queries/own-subscriptions"
import { lockSmartcards } from "@/db/queries/smartcards"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { EntitlementCommandId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { grantAgain } from "@/lib/periods/grant-again"

/**
 * The operator makes a command due at once: one that is pending, or a flagged, refused one. Recorded in the
 * audit trail of the subscription's buyer. `deliverCommands` sends it. `no-longer-true`: its package was
 * refunded, moved or taken back, or its card replaced; it leaves the list and is not sent.
 */
export async function retryCommand(
  app: App,
  id: EntitlementCommandId,
): Promise<Result<undefined, "not-waiting" | "no-longer-true">> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const before = await findRetryableCommand(tx, id)
    const [card] = before ? await lockSmartcards(tx, [before.smartcardId]) : []
    const command = await findRetryableCommand(tx, id)
    if (!command || !card) return refuse("not-waiting")
    if (!(await isStillTrue(tx, id, now))) {
      await supersedeCommand(tx, id, now)
      return refuse("no-longer-true")
    }
    await requeueCommand(tx, id, now)
    const { subscriptionId, type, status, packageId, packageCode } = command
    if (type === "revoke" && status === "refused") await grantAgain(tx, { card, packageId, packageCode }, now)
    const customerId = (await findBuyer(tx, subscriptionId))?.customerId ?? null
    const detail = { command: id }
    await recordEvent(tx, { kind: "command-retried", customerId, client: operator(app), detail }, now)
    return ok()
  })
}
