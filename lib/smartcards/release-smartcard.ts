import "server-only"
import { endLinkOf, findCurrentLink, findSmartcard } from "@/db/queries/replace-smartcard"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { Serial } from "@/lib/domain/ids/brand"
import { lastFour } from "@/lib/domain/packages/serial"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"

/**
 * The operator frees a card that the wrong account holds, and tells that account. What its holder paid and did not activate stays
 * theirs: it waits in their account for another card.
 */
export async function releaseSmartcard(
  app: App,
  serial: Serial,
): Promise<Result<undefined, "unknown" | "not-held">> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const card = await findSmartcard(tx, serial)
    if (!card) return refuse("unknown")
    const link = await findCurrentLink(tx, card.id)
    if (!link || !(await endLinkOf(tx, link.id, now))) return refuse("not-held")
    const { customerId } = link
    const detail = { lastFour: lastFour(serial) }
    await recordEvent(tx, { kind: "smartcard-released", customerId, client: operator, detail }, now)
    const props = { lastFour: lastFour(serial) }
    const dedupeKey = `smartcard-released:${link.id}`
    await enqueueMailTo(tx, { kind: "smartcard-released", props, customerId, dedupeKey }, now)
    return ok()
  })
}
