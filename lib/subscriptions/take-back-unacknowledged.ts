import "server-only"
import { type Activation, findUnacknowledged, listUnacknowledged } from "@/db/queries/activations"
import { lockSmartcards } from "@/db/queries/smartcards"
import type { App } from "@/lib/app"
import { takenBackAfterMs } from "@/lib/domain/packages/entitlement"
import { later } from "@/lib/domain/time/lifetimes"
import { giveBack } from "@/lib/periods/give-back"
import { log } from "@/lib/runtime/log"

/**
 * Takes back activations that the gateway has not acknowledged within 24 hours: revoke, mail, and the package
 * waits again. Those of closed accounts stay with the gateway and on the operator's list. Returns their
 * number.
 */
export async function takeBackUnacknowledged(app: App): Promise<number> {
  let takenBack = 0
  for (const overdue of await listUnacknowledged(app.db, later(app.now(), -takenBackAfterMs))) {
    if (!(await takeBack(app, overdue))) continue
    takenBack += 1
    log.error({ subscription: overdue.id }, "activation taken back, unacknowledged for a day")
  }
  return takenBack
}

async function takeBack(app: App, { id, smartcardId, startsAt }: Activation): Promise<boolean> {
  return app.db.transaction(async (tx) => {
    const [card] = await lockSmartcards(tx, [smartcardId])
    const activation = await findUnacknowledged(tx, id)
    const isSame =
      activation?.smartcardId === smartcardId && activation.startsAt.getTime() === startsAt.getTime()
    if (!card || !isSame) return false
    return giveBack(tx, { card, activation, isRevoked: true }, app.now())
  })
}
