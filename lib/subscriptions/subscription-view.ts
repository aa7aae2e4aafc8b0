import "server-only"
import { findOwnSubscription } from "@/db/queries/own-subscriptions"
import { listOwnSmartcards } from "@/db/queries/smartcard-links"
import { listTakenPeriods } from "@/db/queries/subscription-periods"
import { listSubscriptionsOfHolder } from "@/db/queries/subscriptions-of-holder"
import type { App } from "@/lib/app"
import type { CustomerId, SmartcardLinkId, SubscriptionId } from "@/lib/domain/ids/brand"
import { groupSerial, smartcardName } from "@/lib/domain/packages/serial"
import { bucharestDate, type CivilDate, formatDate, lastDayOf } from "@/lib/domain/time/civil-date"
import { type AccountOverview, accountOverview, type PackageOverview } from "./account-overview"
import { type ActivationPreview, activationPreview } from "./activation-preview"
import { type WatchedSubscription, watchSubscription } from "./watch-subscription"

type SubscriptionViewOptions = { readonly customerId: CustomerId; readonly id: SubscriptionId }

export type SubscriptionView = {
  readonly id: SubscriptionId
  readonly packageName: string
  readonly months: number
  readonly boughtOn: CivilDate
  readonly cardName: string
  readonly serial: string
  readonly isHeld: boolean
  readonly isBlocked: boolean
  /** The period that a click would start; null once started. */
  readonly activation: ActivationPreview | null
  /** As on `/cont`; null while ready. */
  readonly row: PackageOverview | null
  readonly watched: WatchedSubscription
  /** Cards to which it can be moved, each with the last day of the same package there. */
  readonly otherCards: readonly {
    readonly linkId: SmartcardLinkId
    readonly name: string
    readonly runsUntil: string | null
  }[]
}

/**
 * A subscription that the customer bought, with its card and the possible actions. Null for any other, or if
 * refunded.
 */
export async function subscriptionView(
  app: App,
  { customerId, id }: SubscriptionViewOptions,
): Promise<SubscriptionView | null> {
  const now = app.now()
  const bought = await findOwnSubscription(app.db, id, customerId)
  if (!bought || bought.status === "refunded") return null
  const isWaiting = bought.status === "ready"
  const [watched, smartcards, running, taken, overview] = await Promise.all([
    watchSubscription(app, { customerId, id }),
    listOwnSmartcards(app.db, customerId),
    isWaiting ? listSubscriptionsOfHolder(app.db, customerId, { endedAfter: now, now }) : [],
    isWaiting ? listTakenPeriods(app.db, bought, now) : [],
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
    activation: isWaiting ? activationPreview({ ...bought, taken }, now) : null,
    row,
    watched: watched ?? { state: bought.status, isPending: false },
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
