import "server-only"
import { hasPaymentForCard } from "@/db/queries/payments"
import { endLink, listReadyPackages, lockOwnLink } from "@/db/queries/smartcards"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { ok } from "@/lib/domain/result"
import type { Client } from "@/lib/runtime/client"

type Unlinking = { readonly id: SmartcardLinkId; readonly customerId: CustomerId; readonly client: Client }
type Unlinked =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: "not-found" | "has-payment" }
  | { readonly ok: false; readonly reason: "has-ready"; readonly packageNames: readonly string[] }

/** Takes a card out of the account. Refused while something paid waits on it: `has-ready` says what. */
export async function unlinkSmartcard(app: App, { id, customerId, client }: Unlinking): Promise<Unlinked> {
  return app.db.transaction(async (tx) => {
    const link = await lockOwnLink(tx, id, customerId)
    if (!link) return { ok: false, reason: "not-found" }
    // In this order: a payment that settles in between is seen as what it was or as what it became.
    const hasPayment = await hasPaymentForCard(tx, link.smartcardId)
    const packageNames = await listReadyPackages(tx, link.smartcardId)
    if (packageNames.length > 0) return { ok: false, reason: "has-ready", packageNames }
    if (hasPayment) return { ok: false, reason: "has-payment" }
    await endLink(tx, id, customerId, app.now())
    const detail = { lastFour: link.serial.slice(-4) }
    await recordEvent(tx, { kind: "smartcard-unlinked", customerId, client, detail }, app.now())
    return ok()
  })
}
