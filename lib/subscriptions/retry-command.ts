import "server-only"
import { requeueCommand } from "@/db/queries/entitlement-commands"
import { findBuyer } from "@/db/queries/own-subscriptions"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { EntitlementCommandId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"

/**
 * The operator makes a command due at once: one that is pending, or a refused one. Recorded in the audit
 * trail of the subscription's buyer. `deliverCommands` sends it.
 */
export async function retryCommand(
  app: App,
  id: EntitlementCommandId,
): Promise<Result<undefined, "not-waiting">> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const subscriptionId = await requeueCommand(tx, id, now)
    if (!subscriptionId) return refuse("not-waiting")
    const customerId = (await findBuyer(tx, subscriptionId))?.customerId ?? null
    const detail = { command: id }
    await recordEvent(tx, { kind: "command-retried", customerId, client: operator(app), detail }, now)
    return ok()
  })
}
