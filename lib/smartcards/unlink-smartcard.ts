import "server-only"
import { lockCustomer } from "@/db/queries/customers"
import { endOwnLink, lockOwnLink } from "@/db/queries/smartcard-links"
import { listOwnReadyPackages } from "@/db/queries/subscription-lists"
import { hasOwnPaymentForCard } from "@/db/queries/unsettled-payments"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { lastFour } from "@/lib/domain/packages/serial"
import { ok } from "@/lib/domain/result"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"

type UnlinkSmartcardOptions = {
  readonly id: SmartcardLinkId
  readonly customerId: CustomerId
  readonly client: Client
}
type UnlinkedSmartcard =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: "not-found" | "has-payment" }
  | { readonly ok: false; readonly reason: "has-ready"; readonly packageNames: readonly string[] }

/**
 * Removes a card from the account. Refused while a payment or a paid package waits on it: `has-ready` names
 * these.
 */
export async function unlinkSmartcard(
  app: App,
  { id, customerId, client }: UnlinkSmartcardOptions,
): Promise<UnlinkedSmartcard> {
  return app.db.transaction(async (tx) => {
    await lockCustomer(tx, customerId)
    const link = await lockOwnLink(tx, id, customerId)
    if (!link) return { ok: false, reason: "not-found" }
    // Payments first: one that settles in between is seen as a payment or as a ready package, never as
    // neither.
    // What an earlier holder of the card pays or has paid keeps nothing here, and is not told.
    const own = { smartcardId: link.smartcardId, customerId }
    const hasPayment = await hasOwnPaymentForCard(tx, own)
    const packageNames = await listOwnReadyPackages(tx, own)
    if (packageNames.length > 0) return { ok: false, reason: "has-ready", packageNames }
    if (hasPayment) return { ok: false, reason: "has-payment" }
    const now = app.now()
    await endOwnLink(tx, { id, customerId }, now)
    const detail = { lastFour: lastFour(link.serial) }
    await recordEvent(tx, { kind: "smartcard-unlinked", customerId, client, detail }, now)
    const props = { ...detail, at: now.toISOString() }
    const dedupeKey = `smartcard-removed:${id}`
    await enqueueMailTo(tx, { kind: "smartcard-removed", props, customerId, dedupeKey }, now)
    return ok()
  })
}
