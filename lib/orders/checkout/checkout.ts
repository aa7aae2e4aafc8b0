import "server-only"
import { listOffersOnSale } from "@/db/queries/catalogue"
import { findDraft, storeDraft } from "@/db/queries/checkout-drafts"
import { getProfile } from "@/db/queries/customers"
import { findFirstOrderAt, listOrderableCards, listOrderableOffers } from "@/db/queries/orders"
import { listOwnSmartcards } from "@/db/queries/smartcards"
import { listSubscriptionsOfHolder } from "@/db/queries/subscriptions"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { priceOrder } from "@/lib/domain/money/order-price"
import { groupSerial, smartcardName } from "@/lib/domain/packages/serial"
import { bucharestDate, type CivilDate } from "@/lib/domain/time/civil-date"
import { currentVatBasisPoints } from "@/lib/vat/current-vat"
import type { BasketItem } from "./place-order"

export type CheckoutChoice = {
  readonly code: string
  readonly months: number
  readonly priceBani: number
}

/**
 * What can be chosen for each card, and what the draft holds. Blocked cards are named and offer nothing. Who came by a campaign for
 * an offer and has not ordered yet finds it suggested.
 */
export async function checkoutChoices(app: App, customerId: CustomerId) {
  const now = app.now()
  const [cards, offers, draft, { campaign }, ordered] = await Promise.all([
    listOwnSmartcards(app.db, customerId),
    listOffersOnSale(app.db, now),
    findDraft(app.db, customerId),
    getProfile(app.db, customerId),
    findFirstOrderAt(app.db, customerId),
  ])
  const packages = [...Map.groupBy(offers, ({ packageCode }) => packageCode)].map(([code, rows]) => ({
    code,
    name: rows[0]?.packageName ?? code,
    offers: rows.map(
      ({ offerCode, months, priceBani }): CheckoutChoice => ({ code: offerCode, months, priceBani }),
    ),
  }))
  return {
    cards: cards.map(({ linkId, serial, label, isBlocked }) => ({
      linkId,
      isBlocked,
      name: smartcardName(serial, label),
      serial: groupSerial(serial),
    })),
    packages,
    draft,
    suggestedOffer: ordered ? null : (campaign["pachet"] ?? null),
  }
}

export type CheckoutSummary = {
  readonly lines: readonly {
    readonly cardName: string
    readonly packageName: string
    readonly months: number
    readonly priceBani: number
    /** The day after which it could start, when the same package runs on the card; null: at once. */
    readonly startsAfter: CivilDate | null
  }[]
  readonly totalBani: number
  readonly vatBani: number
  readonly vatBasisPoints: number
  /** What is in the draft and can no longer be ordered was left out. */
  readonly isShortened: boolean
}

/** The draft at the prices of now. Null when nothing in it can be ordered. */
export async function checkoutSummary(app: App, customerId: CustomerId): Promise<CheckoutSummary | null> {
  const now = app.now()
  const items = await findDraft(app.db, customerId)
  if (items.length === 0) return null
  const [{ cards, offers }, running, vatBasisPoints] = await Promise.all([
    whatCanBeOrdered(app, customerId, items),
    listSubscriptionsOfHolder(app.db, customerId, { endedAfter: now, now }),
    currentVatBasisPoints(app, app.db, now),
  ])
  const lines = items.flatMap(({ linkId, offerCode }) => {
    const card = cards.find((one) => one.linkId === linkId)
    const offer = offers.find((one) => one.code === offerCode)
    if (!card || !offer) return []
    const ends = running
      .filter((one) => one.smartcardId === card.smartcardId && one.packageName === offer.packageName)
      .flatMap(({ endsAt }) => (endsAt && endsAt > now ? [endsAt.getTime()] : []))
    const startsAfter = ends.length > 0 ? bucharestDate(new Date(Math.max(...ends) - 1)) : null
    const { packageName, months, priceBani } = offer
    return [{ cardName: smartcardName(card.serial, card.label), packageName, months, priceBani, startsAfter }]
  })
  if (lines.length === 0) return null
  const { totalBani, vatBani } = priceOrder(
    lines.map(({ priceBani }) => priceBani),
    vatBasisPoints,
  )
  return { lines, totalBani, vatBani, vatBasisPoints, isShortened: lines.length < items.length }
}

/** Keeps what was chosen, of what the customer may choose: anything else is left out. How many items that are. */
export async function saveDraft(
  app: App,
  { customerId, items }: { readonly customerId: CustomerId; readonly items: readonly BasketItem[] },
): Promise<number> {
  const kept = await orderable(app, customerId, items)
  await storeDraft(app.db, customerId, kept, app.now())
  return kept.length
}

/** What the draft orders, as `placeOrder` takes it: without what can no longer be ordered. */
export async function draftItems(app: App, customerId: CustomerId): Promise<readonly BasketItem[]> {
  return orderable(app, customerId, await findDraft(app.db, customerId))
}

async function orderable(
  app: App,
  customerId: CustomerId,
  items: readonly BasketItem[],
): Promise<BasketItem[]> {
  if (items.length === 0) return []
  const { cards, offers } = await whatCanBeOrdered(app, customerId, items)
  return items.filter(
    ({ linkId, offerCode }) =>
      cards.some((one) => one.linkId === linkId) && offers.some((one) => one.code === offerCode),
  )
}

/** Of the cards and offers that are named, those that can be ordered now. */
async function whatCanBeOrdered(app: App, customerId: CustomerId, items: readonly BasketItem[]) {
  const linkIds = [...new Set(items.map(({ linkId }) => linkId))]
  const codes = [...new Set(items.map(({ offerCode }) => offerCode))]
  const [cards, offers] = await Promise.all([
    listOrderableCards(app.db, customerId, linkIds),
    listOrderableOffers(app.db, codes, app.now()),
  ])
  return { cards, offers }
}
