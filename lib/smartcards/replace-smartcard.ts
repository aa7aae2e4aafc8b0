import "server-only"
import { type DbOrTx, TransactionConflict } from "@/db/client"
import { insertCommands, type NewCommand } from "@/db/queries/entitlement-commands"
import { moveOrderLines } from "@/db/queries/order-lines"
import { countUnpaidOrdersOn, lockUnpaidOrdersOn } from "@/db/queries/orders"
import { endLink, lockCurrentLink, moveLink } from "@/db/queries/smartcard-links"
import { findSmartcard, type LockedSmartcard, lockSmartcards, markReplaced } from "@/db/queries/smartcards"
import { type MovedSubscription, moveSubscriptions } from "@/db/queries/subscriptions"
import { violates } from "@/db/violates"
import type { App } from "@/lib/app"
import { type Operator, operator, recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, Serial, SmartcardId } from "@/lib/domain/ids/brand"
import { lastFour } from "@/lib/domain/packages/serial"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"

type ReplaceSmartcardOptions = { readonly from: Serial; readonly to: Serial }
type Refusal = "unknown-from" | "unknown-to" | "same" | "to-blocked" | "to-held" | "to-has-same-package"

/**
 * The operator replaces a customer's card: its link with the card's name, its subscriptions and its unpaid
 * order lines move to the new card, commands close the old card and open the new one, and the old card is
 * blocked. Returns how many subscriptions that have not ended were moved.
 */
export async function replaceSmartcard(
  app: App,
  { from, to }: ReplaceSmartcardOptions,
): Promise<Result<number, Refusal>> {
  const now = app.now()
  const replaced = app.db.transaction(async (tx) => {
    const cards = await findCards(tx, { from, to })
    if (!cards.ok) return cards
    const { oldCard, newCard } = cards.value
    // Orders before cards: the same order as settling a payment.
    const unpaid = await lockUnpaidOrdersOn(tx, oldCard.id)
    const locked = await lockSmartcards(tx, [oldCard.id, newCard.id])
    const between = { from: cardOf(locked, oldCard.id), to: cardOf(locked, newCard.id) }
    if (between.to.status === "blocked") return refuse("to-blocked")
    const [oldLink, newLink] = [await lockCurrentLink(tx, oldCard.id), await lockCurrentLink(tx, newCard.id)]
    if (newLink && newLink.customerId !== oldLink?.customerId) return refuse("to-held")
    if ((await countUnpaidOrdersOn(tx, oldCard.id)) > unpaid.length)
      throw new TransactionConflict("An order for the card was placed since")

    const moved = await moveSubscriptions(tx, oldCard.id, newCard.id)
    await insertCommands(tx, commandsFor(moved, between, now), now)
    await moveOrderLines(tx, {
      orderIds: unpaid,
      from: oldCard.id,
      to: { id: newCard.id, serial: to },
    })
    if (oldLink && newLink) await endLink(tx, oldLink.id, now)
    else if (oldLink) await moveLink(tx, { link: oldLink, to: newCard.id }, now)
    await markReplaced(tx, { from: oldCard.id, to: newCard.id }, now)
    await notifyHolder(tx, { customerId: oldLink?.customerId ?? null, from, to, client: operator(app) }, now)
    return ok(moved.filter(({ endsAt }) => endsAt === null || endsAt > now).length)
  })
  return replaced.catch((error: unknown) => {
    const isTaken =
      violates(error, "subscriptions_no_overlap") || violates(error, "subscriptions_imported_key")
    if (isTaken) return refuse("to-has-same-package")
    throw error
  })
}

async function findCards(tx: DbOrTx, { from, to }: ReplaceSmartcardOptions) {
  const [oldCard, newCard] = [await findSmartcard(tx, from), await findSmartcard(tx, to)]
  if (!oldCard) return refuse("unknown-from")
  if (!newCard) return refuse("unknown-to")
  return oldCard.id === newCard.id ? refuse("same") : ok({ oldCard, newCard })
}

function cardOf(locked: readonly LockedSmartcard[], id: SmartcardId): LockedSmartcard {
  const card = locked.find((one) => one.id === id)
  if (!card) throw new Error("Cards never leave the registry")
  return card
}

/**
 * Running and scheduled periods: closed on the old card and opened on the new one, unchanged. Grants of the
 * old card that are still pending are not true any more, so that `deliverCommands` supersedes them.
 */
function commandsFor(
  moved: readonly MovedSubscription[],
  { from, to }: { readonly from: LockedSmartcard; readonly to: LockedSmartcard },
  now: Date,
): NewCommand[] {
  return moved.flatMap(({ id: subscriptionId, packageCode, startsAt, endsAt }) => {
    if (!startsAt || !endsAt || endsAt <= now) return []
    const period = { subscriptionId, packageCode, startsAt, endsAt }
    return [
      { ...period, type: "revoke", card: from },
      { ...period, type: "grant", card: to },
    ]
  })
}

type Replaced = ReplaceSmartcardOptions & {
  readonly customerId: CustomerId | null
  readonly client: Operator
}

async function notifyHolder(
  tx: DbOrTx,
  { customerId, client, from, to }: Replaced,
  now: Date,
): Promise<void> {
  const detail = { from: lastFour(from), to: lastFour(to) }
  await recordEvent(tx, { kind: "smartcard-replaced", customerId, client, detail }, now)
  if (!customerId) return
  const props = { lastFour: lastFour(from), newLastFour: lastFour(to) }
  const dedupeKey = `smartcard-replaced:${from}:${to}:${now.toISOString()}`
  await enqueueMailTo(tx, { kind: "smartcard-replaced", props, customerId, dedupeKey }, now)
}
