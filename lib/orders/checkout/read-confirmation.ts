import "server-only"
import { createHash } from "node:crypto"
import { findCart } from "@/db/queries/carts"
import { listOffersOnSale, type OfferOnSale } from "@/db/queries/catalogue"
import { findNewestOrder, findOpenOrderWith } from "@/db/queries/open-orders"
import { listSubscriptionsOfHolder, type SubscriptionOfHolder } from "@/db/queries/subscriptions-of-holder"
import type { CartItem } from "@/db/schema"
import type { App } from "@/lib/app"
import type { CheckoutId, CustomerId, OrderId } from "@/lib/domain/ids/brand"
import type { AskedLine } from "@/lib/domain/money/asked-lines"
import { priceOrder } from "@/lib/domain/money/order-price"
import { nextPeriod } from "@/lib/domain/packages/subscription-period"
import { bucharestDate, type CivilDate, lastDayOf } from "@/lib/domain/time/civil-date"
import { vatBasisPointsAt } from "@/lib/vat/vat-at"
import { type LineNames, listOrderable, type OrderableLine, type UnorderableLine } from "./check-lines"

export type ConfirmationLine = Pick<
  OrderableLine,
  "linkId" | "offerCode" | "cardName" | "packageName" | "months" | "priceBani"
> & {
  /**
   * The last day of the same package on that card, after which this one can start; null: it can start at
   * once.
   */
  readonly startsAfter: CivilDate | null
  /** Its own last day, if it is activated now. */
  readonly lastDay: CivilDate
  /** A period of the same package, paid before, waits to be activated or to begin. */
  readonly isPaidAlready: boolean
  /** The price that the link showed, where it is another by now. */
  readonly wasBani: number | null
  /** The offers of the same package that are on sale, this one too, by months. */
  readonly durations: readonly Pick<OfferOnSale, "offerCode" | "months" | "priceBani">[]
}

export type Confirmation = {
  readonly checkoutId: CheckoutId
  readonly lines: readonly ConfirmationLine[]
  /** Items that cannot be ordered, each with its reason. */
  readonly unorderable: readonly UnorderableLine[]
  /** Of `lines`, VAT included. */
  readonly totalBani: number
  readonly vatBani: number
  readonly vatBasisPoints: number
  /** An order with one of these lines that still waits for its payment. */
  readonly openOrder: { readonly id: OrderId; readonly number: number; readonly totalBani: number } | null
  /** What the cart holds beside the lines that a link asked for, and can be ordered. */
  readonly begun: readonly (LineNames & CartItem & { readonly priceBani: number })[]
}

/**
 * The lines that a link asks for, or the cart without any, at the prices of now. Null when there is nothing.
 * Pages of one link are one checkout, in one tab or several, until the customer has a newer order; the cart's
 * is drawn anew with its content.
 */
export async function readConfirmation(
  app: App,
  customerId: CustomerId,
  asked: readonly AskedLine[] = [],
): Promise<Confirmation | null> {
  const now = app.now()
  const cart = await findCart(app.db, customerId)
  const inCart = cart?.items ?? []
  const items = asked.length > 0 ? asked : inCart
  if (items.length === 0) return null
  const beside = inCart.filter((item) => !items.some((one) => isSame(one, item)))
  const [checked, held, offers, vatBasisPoints, newest] = await Promise.all([
    listOrderable(app.db, { customerId, items: [...items, ...beside] }, now),
    listSubscriptionsOfHolder(app.db, customerId, { endedAfter: now, now }),
    listOffersOnSale(app.db, now),
    vatBasisPointsAt(app, app.db, now),
    findNewestOrder(app.db, customerId),
  ])
  const isAsked = (line: CartItem) => items.some((item) => isSame(item, line))
  const orderable = checked.filter((line): line is OrderableLine => line.problem === null)
  const ordered = orderable.filter(isAsked)
  const lines = ordered.map((line) => {
    const seen = asked.find((one) => isSame(one, line))?.seenPriceBani ?? line.priceBani
    return { ...shownLine(line, { held, offers, now }), wasBani: seen === line.priceBani ? null : seen }
  })
  const { totalBani, vatBani } = priceOrder(
    lines.map(({ priceBani }) => priceBani),
    vatBasisPoints,
  )
  return {
    checkoutId: cart && asked.length === 0 ? cart.checkoutId : checkoutOf(items, customerId, newest),
    lines,
    unorderable: checked.filter((line): line is UnorderableLine => line.problem !== null && isAsked(line)),
    ...{ totalBani, vatBani, vatBasisPoints },
    openOrder: await findOpenOrderWith(app.db, customerId, ordered),
    begun: orderable.filter((line) => !isAsked(line)),
  }
}

const isSame = (one: CartItem, other: CartItem) =>
  one.linkId === other.linkId && one.offerCode === other.offerCode

/** Drawn from what it is about: a UUID of version 8. */
function checkoutOf(items: readonly CartItem[], customerId: CustomerId, newest: OrderId | null): CheckoutId {
  const goods = items.map(({ linkId, offerCode }) => `${linkId}:${offerCode}`).toSorted()
  const hex = createHash("sha256")
    .update([customerId, newest, ...goods].join(" "))
    .digest("hex")
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`]
  return [...parts, hex.slice(20, 32)].join("-") as CheckoutId
}

type Ground = {
  readonly held: readonly SubscriptionOfHolder[]
  readonly offers: readonly OfferOnSale[]
  readonly now: Date
}

function shownLine(line: OrderableLine, { held, offers, now }: Ground): Omit<ConfirmationLine, "wasBani"> {
  const { linkId, offerCode, cardName, packageName, months, priceBani } = line
  const same = held.filter((one) => one.smartcardId === line.smartcardId && one.packageName === packageName)
  const periods = same.flatMap(({ startsAt, endsAt }) =>
    startsAt && endsAt && endsAt > now ? [{ startsAt, endsAt }] : [],
  )
  const ends = periods.map(({ endsAt }) => endsAt.getTime())
  return {
    ...{ linkId, offerCode, cardName, packageName, months, priceBani },
    startsAfter: ends.length > 0 ? bucharestDate(new Date(Math.max(...ends) - 1)) : null,
    lastDay: lastDayOf(nextPeriod(now, periods, months).endsAt),
    isPaidAlready: same.some(({ startsAt }) => startsAt === null || startsAt > now),
    durations: offers
      .filter(({ packageId }) => packageId === line.packageId)
      .map(({ offerCode, months, priceBani }) => ({ offerCode, months, priceBani })),
  }
}
