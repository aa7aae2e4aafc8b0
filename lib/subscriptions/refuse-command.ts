import "server-only"
import { findUnacknowledged } from "@/db/queries/activations"
import {
  type ClaimedCommand,
  flagCommand,
  hasLaterGrant,
  isStillTrue,
  settleCommand,
} from "@/db/queries/entitlement-commands"
import { lockSmartcardOf } from "@/db/queries/smartcards"
import type { App } from "@/lib/app"
import { giveBack } from "@/lib/periods/give-back"
import { log } from "@/lib/runtime/log"

/**
 * Settles a command that the gateway refused. A grant that was never acknowledged makes its customer's
 * subscription ready again; any other command is flagged for the operator, also a grant of a closed account,
 * in which the package would wait unseen. Nothing else happens where the command is no
 * longer true (its card was replaced, its package withdrawn from) or a later grant of the subscription waits.
 */
export async function refuseCommand(app: App, command: ClaimedCommand, reason: string): Promise<void> {
  const now = app.now()
  const { id, subscriptionId, type, packageCode, serial } = command
  await app.db.transaction(async (tx) => {
    const card = await lockSmartcardOf(tx, serial)
    if (!(await settleCommand(tx, { id, status: "refused", detail: reason }, now))) return
    if (!(await isStillTrue(tx, id, now)) || (await hasLaterGrant(tx, command))) return
    const activation = type === "grant" ? await findUnacknowledged(tx, subscriptionId) : null
    const isGivenBack =
      card !== null &&
      activation?.customerId != null &&
      (await giveBack(tx, { card, activation, isRevoked: false }, now))
    log.error({ command: id, type, packageCode, isGivenBack }, "entitlement command refused")
    if (!isGivenBack) await flagCommand(tx, id, now)
  })
}
