import "server-only"
import { listOwnSmartcards } from "@/db/queries/smartcard-links"
import { listSubscriptionsOfHolder } from "@/db/queries/subscription-lists"
import { findLastEnd, findOwnSubscription } from "@/db/queries/subscriptions"
import type { App } from "@/lib/app"
import type { CustomerId, SubscriptionId } from "@/lib/domain/ids/brand"
import { groupSerial, smartcardName } from "@/lib/domain/packages/serial"
import { bucharestDate, formatDate, lastDayOf } from "@/lib/domain/time/civil-date"
import { type AccountOverview, accountOverview } from "./account-overview"
import { activationPreview } from "./activation-preview"

type Own = { readonly customerId: CustomerId; readonly id: SubscriptionId }

/** Something that the customer bought: what it is, where it is, what can be done with it. Null for another's, or what was refunded. */
export async function subscriptionView(app: App, { customerId, id }: Own) {
  const now = app.now()
  const bought = await findOwnSubscription(app.db, id, customerId)
  if (!bought || bought.status === "refunded") return null
  const isWaiting = bought.status === "ready"
  const [smartcards, running, lastEndsAt, overview] = await Promise.all([
    listOwnSmartcards(app.db, customerId),
    isWaiting ? listSubscriptionsOfHolder(app.db, customerId, { endedAfter: now, now }) : [],
    isWaiting ? findLastEnd(app.db, bought, now) : null,
    isWaiting ? null : accountOverview(app, customerId),
  ])
  const row = overview && rowOf(overview, id)
  const card = smartcards.find(({ smartcardId }) => smartcardId === bought.smartcardId)
  return {
    id: bought.id,
    packageName: bought.packageName,
    months: bought.months,
    boughtOn: bucharestDate(bought.boughtAt),
    cardName: smartcardName(bought.serial, card?.label ?? ""),
    serial: groupSerial(bought.serial),
    isHeld: card !== undefined,
    isBlocked: card?.isBlocked ?? false,
    activation: isWaiting ? activationPreview({ ...bought, lastEndsAt }, now) : null,
    /** As the account shows it, once it was started. */
    row,
    /** What an open page asks about. */
    watched: {
      state: row ? `${row.state.kind} ${row.signalUntil !== null}` : bought.status,
      isPending: row?.state.kind === "activating",
    },
    /** Where else it can go, each with what runs of the same package there. */
    otherCards: smartcards
      .filter(({ smartcardId, isBlocked }) => smartcardId !== bought.smartcardId && !isBlocked)
      .map(({ linkId, smartcardId, serial, label }) => {
        const ends = running.flatMap((one) =>
          one.smartcardId === smartcardId && one.packageCode === bought.packageCode && one.endsAt
            ? [one.endsAt.getTime()]
            : [],
        )
        const until = ends.length > 0 ? formatDate(lastDayOf(new Date(Math.max(...ends)))) : null
        return { linkId, name: smartcardName(serial, label), runsUntil: until }
      }),
  }
}

const rowOf = ({ cards }: AccountOverview, id: SubscriptionId) =>
  cards.flatMap(({ packages }) => packages).find((row) => row.id === id) ?? null
