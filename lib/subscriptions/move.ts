import "server-only"
import { lockCustomer } from "@/db/queries/customers"
import { findOwnSubscription } from "@/db/queries/own-subscriptions"
import { findOwnLink, lockOwnLink } from "@/db/queries/smartcard-links"
import { lockSmartcards } from "@/db/queries/smartcards"
import { moveReadySubscription } from "@/db/queries/subscriptions"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, SmartcardLinkId, SubscriptionId } from "@/lib/domain/ids/brand"
import { lastFour } from "@/lib/domain/packages/serial"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"

type MoveSubscriptionOptions = {
  readonly customerId: CustomerId
  readonly id: SubscriptionId
  readonly toLinkId: SmartcardLinkId
  readonly client: Client
}

/** Moves a paid, not activated package to another of the customer's cards. */
export async function moveSubscription(
  app: App,
  { customerId, id, toLinkId, client }: MoveSubscriptionOptions,
): Promise<Result<undefined, "not-found" | "not-ready" | "no-card" | "blocked">> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    await lockCustomer(tx, customerId)
    const wanted = await findOwnLink(tx, toLinkId, customerId)
    if (!wanted) return refuse("no-card")
    const before = await findOwnSubscription(tx, id, customerId)
    if (!before) return refuse("not-found")
    const cards = await lockSmartcards(tx, [wanted.smartcardId, before.smartcardId])
    const target = await lockOwnLink(tx, toLinkId, customerId)
    // The link was ended or moved to a new card in between.
    if (target?.smartcardId !== wanted.smartcardId) return refuse("no-card")
    if (cards.find((card) => card.id === target.smartcardId)?.status !== "in_service")
      return refuse("blocked")
    if (!(await moveReadySubscription(tx, { id, customerId, to: target.smartcardId })))
      return refuse("not-ready")
    const between = { from: lastFour(before.serial), to: lastFour(target.serial) }
    const detail = { package: before.packageCode, ...between }
    await recordEvent(tx, { kind: "package-moved", customerId, client, detail }, now)
    const props = { packageName: before.packageName, ...between, at: now.toISOString() }
    const dedupeKey = `package-moved:${id}:${target.smartcardId}:${now.toISOString()}`
    await enqueueMailTo(tx, { kind: "package-moved", props, customerId, dedupeKey }, now)
    return ok()
  })
}
