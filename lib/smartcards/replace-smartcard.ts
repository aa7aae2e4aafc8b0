import "server-only"
import type { DbOrTx } from "@/db/client"
import { lockSmartcards } from "@/db/queries/activation"
import { insertCommands, type NewCommand } from "@/db/queries/entitlement-commands"
import {
  endLinkOf,
  findCurrentLink,
  findSmartcard,
  lockUnpaidOrdersOn,
  moveLines,
  moveLink,
  moveSubscriptions,
  setBlocked,
} from "@/db/queries/replace-smartcard"
import { violates } from "@/db/violates"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, Serial } from "@/lib/domain/ids/brand"
import { lastFour } from "@/lib/domain/packages/serial"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"

type Replacing = { readonly from: Serial; readonly to: Serial }
type Refusal = "unknown-from" | "unknown-to" | "same" | "to-blocked" | "to-held" | "to-has-same-package"

/**
 * The operator gives a customer a new card for an old one: the holder with the card's name, what runs, what waits and what is being
 * paid move to it, the gateway is told to close the old and open the new, and the old one is blocked. How many packages moved.
 */
export async function replaceSmartcard(app: App, { from, to }: Replacing): Promise<Result<number, Refusal>> {
  const now = app.now()
  const replaced = app.db.transaction(async (tx) => {
    const cards = await findCards(tx, { from, to })
    if (!cards.ok) return cards
    const { oldCard, newCard } = cards.value
    // Orders before cards, as whoever settles a payment holds them.
    const unpaid = await lockUnpaidOrdersOn(tx, oldCard.id)
    const locked = await lockSmartcards(tx, [oldCard.id, newCard.id])
    if (locked.find(({ id }) => id === newCard.id)?.status === "blocked") return refuse("to-blocked")
    const [oldLink, newLink] = [await findCurrentLink(tx, oldCard.id), await findCurrentLink(tx, newCard.id)]
    if (newLink && newLink.customerId !== oldLink?.customerId) return refuse("to-held")

    const moved = await moveSubscriptions(tx, oldCard.id, newCard.id)
    await insertCommands(tx, commandsFor(moved, { from, to }, now), now)
    await moveLines(tx, unpaid, oldCard.id, { id: newCard.id, serial: to })
    if (oldLink && newLink) await endLinkOf(tx, oldLink.id, now)
    else if (oldLink) await moveLink(tx, oldLink, newCard.id, now)
    await setBlocked(tx, oldCard.id, now)
    await tell(tx, oldLink?.customerId ?? null, { from, to }, now)
    return ok(moved.filter(({ endsAt }) => endsAt === null || endsAt > now).length)
  })
  return replaced.catch((error: unknown) => {
    const isTaken =
      violates(error, "subscriptions_no_overlap") || violates(error, "subscriptions_imported_key")
    if (isTaken) return refuse("to-has-same-package")
    throw error
  })
}

async function findCards(tx: DbOrTx, { from, to }: Replacing) {
  const [oldCard, newCard] = [await findSmartcard(tx, from), await findSmartcard(tx, to)]
  if (!oldCard) return refuse("unknown-from")
  if (!newCard) return refuse("unknown-to")
  return oldCard.id === newCard.id ? refuse("same") : ok({ oldCard, newCard })
}

/** What runs or is to come is closed on the old card and opened on the new one, for the same period. */
function commandsFor(
  moved: Awaited<ReturnType<typeof moveSubscriptions>>,
  { from, to }: Replacing,
  now: Date,
): NewCommand[] {
  return moved.flatMap(({ id: subscriptionId, packageCode, startsAt, endsAt }) => {
    if (!startsAt || !endsAt || endsAt <= now) return []
    const period = { subscriptionId, packageCode, startsAt, endsAt }
    return [
      { ...period, type: "revoke", serial: from },
      { ...period, type: "grant", serial: to },
    ]
  })
}

async function tell(
  tx: DbOrTx,
  customerId: CustomerId | null,
  { from, to }: Replacing,
  now: Date,
): Promise<void> {
  const detail = { from: lastFour(from), to: lastFour(to) }
  await recordEvent(tx, { kind: "smartcard-replaced", customerId, client: operator, detail }, now)
  if (!customerId) return
  const props = { lastFour: lastFour(from), newLastFour: lastFour(to) }
  const dedupeKey = `smartcard-replaced:${from}:${to}:${now.toISOString()}`
  await enqueueMailTo(tx, { kind: "smartcard-replaced", props, customerId, dedupeKey }, now)
}
