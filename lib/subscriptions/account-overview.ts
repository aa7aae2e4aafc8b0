import "server-only"
import { listSmartcardsOfHolder, type OrderForCard } from "@/db/queries/smartcards-of-holder"
import { listUnplaced } from "@/db/queries/subscription-lists"
import { listSubscriptionsOfHolder, type SubscriptionOfHolder } from "@/db/queries/subscriptions-of-holder"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { orderState } from "@/lib/domain/money/order-state"
import { isLate, signalUntil } from "@/lib/domain/packages/entitlement"
import { groupSerial, smartcardName } from "@/lib/domain/packages/serial"
import type { Period } from "@/lib/domain/packages/subscription-period"
import { type SubscriptionState, subscriptionState } from "@/lib/domain/packages/subscription-state"
import { bucharestDate, type CivilDate, lastDayOf } from "@/lib/domain/time/civil-date"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { type ActivationPreview, activationPreview } from "./activation-preview"

/** The content of `/cont`, in plain values: it is also sent as JSON. */
export type AccountOverview = {
  readonly cards: readonly CardOverview[]
  /** Ready packages on cards that the customer no longer holds: each waits for another card. */
  readonly unplaced: readonly { readonly id: string; readonly name: string; readonly boughtOn: CivilDate }[]
}

export type CardOverview = {
  readonly linkId: string
  readonly name: string
  readonly label: string
  /** "012 3456 7890" */
  readonly serial: string
  readonly isBlocked: boolean
  readonly packages: readonly PackageOverview[]
  /** Orders for the card that wait for their payment, or whose payment is in verification. */
  readonly orders: readonly OpenOrder[]
}

export type OpenOrder = {
  readonly id: string
  readonly number: number
  readonly totalBani: number
  readonly isInReview: boolean
  /** What it is for, on this card. */
  readonly packageCodes: readonly string[]
}

export type PackageOverview = {
  /** The subscription's id where this customer bought it; else a name that holds no instant of a purchase. */
  readonly id: string
  readonly code: string
  readonly name: string
  readonly state: SubscriptionState
  /**
   * The rest of the running period in percent, 0 to 100; null if none runs, or if another bought it: with the
   * last day it would give the length.
   */
  readonly percentLeft: number | null
  /** The day of purchase and the months bought; null unless this customer bought it. */
  readonly boughtOn: CivilDate | null
  readonly months: number | null
  readonly priceBani: number | null
  /**
   * The offer that renews it. Null if it need not be, because the time after is queued, paid or being
   * paid; if its card is blocked; or if nothing is on sale.
   */
  readonly renewOfferCode: string | null
  /** The period that a click would start; null unless ready. */
  readonly activation: ActivationPreview | null
  /** Activating for longer than usual, so that the screen does not speak of seconds. */
  readonly isLate: boolean
  /** The operator's gateway refused the last activation. */
  readonly wasRefused: boolean
  /**
   * Until when a decoder may still wait for its signal (ISO 8601); null before the grant and after that time.
   * Of what another bought only after a refresh: its grant would give the instant of the activation.
   */
  readonly signalUntil: string | null
  /** The last signal was a refresh of a running package. */
  readonly isSignalAgain: boolean
}

/** How long an ended package is shown, unless the same package runs or is ready again. */
const endedShownDays = 90

/** Every card that the customer holds and every package on it. Three statements for any number of cards. */
export async function accountOverview(app: App, customerId: CustomerId): Promise<AccountOverview> {
  const [cards, unplaced] = await Promise.all([
    cardsOverview(app, customerId),
    listUnplaced(app.db, customerId),
  ])
  return {
    cards,
    unplaced: unplaced.map(({ createdAt, packageName: name, id }) => {
      return { id, name, boughtOn: bucharestDate(createdAt) }
    }),
  }
}

/** Two statements. */
export async function cardsOverview(app: App, customerId: CustomerId): Promise<CardOverview[]> {
  const now = app.now()
  const [smartcards, subscriptions] = await Promise.all([
    listSmartcardsOfHolder(app.db, customerId),
    listSubscriptionsOfHolder(app.db, customerId, { endedAfter: later(now, -endedShownDays * dayMs), now }),
  ])
  const byCard = Map.groupBy(subscriptions, ({ smartcardId }) => smartcardId)
  return smartcards.map(({ smartcardId, linkId, serial, label, isBlocked, ...card }) => {
    const orders = card.orders.map(openOrder)
    return {
      ...{ linkId, label, isBlocked, orders },
      serial: groupSerial(serial),
      name: smartcardName(serial, label),
      packages: withoutReplaced(byCard.get(smartcardId) ?? [], now).map((one, _at, rows) =>
        packageOverview(one, { rows, orders, linkId, isBlocked }, now),
      ),
    }
  })
}

const openOrder = ({ status, payments, ...order }: OrderForCard): OpenOrder => ({
  ...order,
  isInReview: orderState(status, payments) === "review",
})

type Row = SubscriptionOfHolder

/**
 * Keeps only the last ended period of each package, and none if that package runs, is scheduled or is ready.
 */
function withoutReplaced(rows: readonly Row[], now: Date): Row[] {
  const isEnded = ({ endsAt }: Row) => endsAt !== null && endsAt <= now
  return rows.filter((row, index) => {
    if (!isEnded(row)) return true
    return !rows.some((other, at) => other.packageCode === row.packageCode && (!isEnded(other) || at > index))
  })
}

type OnCard = {
  readonly rows: readonly Row[]
  readonly orders: readonly OpenOrder[]
  readonly linkId: string
  readonly isBlocked: boolean
}

const runsOut = ({ kind }: SubscriptionState) =>
  kind === "active" || kind === "expiring" || kind === "expired"

function packageOverview(row: Row, onCard: OnCard, now: Date): PackageOverview {
  const { rows, linkId, isBlocked } = onCard
  const { startsAt, endsAt, isAwaited, boughtAt } = row
  const period = startsAt && endsAt ? { status: "active" as const, startsAt, endsAt, isAwaited } : null
  const state = subscriptionState(period ?? { status: "ready" }, now)
  return {
    ...shownInstants(row, { linkId, period }, now),
    code: row.packageCode,
    name: row.packageName,
    state,
    boughtOn: row.paidAt && bucharestDate(row.paidAt),
    months: row.months,
    priceBani: row.priceBani,
    renewOfferCode: isBlocked || !runsOut(state) || isPaidAhead(row, onCard) ? null : row.renewOfferCode,
    activation:
      period || !boughtAt ? null : activationPreview({ ...row, boughtAt, taken: takenBy(row, rows) }, now),
    isLate: state.kind === "activating" && isLate(row.awaitedSince, now),
    wasRefused: period === null && row.lastGrant === "refused",
    isSignalAgain: row.lastSignal === "refresh",
  }
}

/** The same package on the card waits for a click, follows without a gap, or is in an order under way. */
function isPaidAhead({ packageCode, endsAt }: Row, { rows, orders }: OnCard): boolean {
  if (orders.some(({ packageCodes }) => packageCodes.includes(packageCode))) return true
  return rows.some(
    (other) =>
      other.packageCode === packageCode &&
      (!other.endsAt || !other.startsAt || !endsAt || (other.startsAt <= endsAt && other.endsAt > endsAt)),
  )
}

type OfPeriod = { readonly linkId: string; readonly period: Period | null }

/** What holds an instant of the purchase or of the activation, as far as this customer may read it. */
function shownInstants(row: Row, { linkId, period }: OfPeriod, now: Date) {
  if (!period) return { id: row.id, percentLeft: null, signalUntil: null }
  const isOwn = row.paidAt !== null
  return {
    id: isOwn ? row.id : `${linkId}:${row.packageCode}:${lastDayOf(period.endsAt)}`,
    percentLeft: isOwn || row.isImported ? percentLeft(period, now) : null,
    signalUntil: isOwn || row.lastSignal === "refresh" ? signalUntil(row.signalAt, period, now) : null,
  }
}

/** The periods of the same package on the card. */
const takenBy = ({ packageCode }: Row, onCard: readonly Row[]): Period[] =>
  onCard.flatMap(({ packageCode: code, startsAt, endsAt }) =>
    code === packageCode && startsAt && endsAt ? [{ startsAt, endsAt }] : [],
  )

function percentLeft({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, now: Date): number | null {
  if (now < startsAt || now >= endsAt) return null
  const left = (endsAt.getTime() - now.getTime()) / (endsAt.getTime() - startsAt.getTime())
  return Math.max(1, Math.round(left * 100))
}
