import "server-only"
import { endLink, lockCurrentLink } from "@/db/queries/smartcard-links"
import { findSmartcard } from "@/db/queries/smartcards"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { Serial } from "@/lib/domain/ids/brand"
import { lastFour } from "@/lib/domain/packages/serial"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"

/**
 * The operator takes a card out of the wrong account and mails that account. Packages that its holder paid
 * and has not activated stay in that account and wait for another card.
 */
export async function releaseSmartcard(
  app: App,
  serial: Serial,
): Promise<Result<undefined, "unknown" | "not-held">> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const card = await findSmartcard(tx, serial)
    if (!card) return refuse("unknown")
    const link = await lockCurrentLink(tx, card.id)
    if (!link || !(await endLink(tx, link.id, now))) return refuse("not-held")
    const { customerId } = link
    const detail = { lastFour: lastFour(serial) }
    await recordEvent(tx, { kind: "smartcard-released", customerId, client: operator(app), detail }, now)
    const props = { lastFour: lastFour(serial) }
    const dedupeKey = `smartcard-released:${link.id}`
    await enqueueMailTo(tx, { kind: "smartcard-released", props, customerId, dedupeKey }, now)
    return ok()
  })
}
