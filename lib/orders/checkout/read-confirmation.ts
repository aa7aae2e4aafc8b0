import "server-only"
import { findCart } from "@/db/queries/carts"
import { listSubscriptionsOfHolder } from "@/db/queries/subscriptions-of-holder"
import type { App } from "@/lib/app"
import type { CheckoutId, CustomerId } from "@/lib/domain/ids/brand"
import { priceOrder } from "@/lib/domain/money/order-price"
import { bucharestDate, type CivilDate } from "@/lib/domain/time/civil-date"
import { vatBasisPointsAt } from "@/lib/vat/vat-at"
import { listOrderable, type OrderableLine, type UnorderableLine } from "./check-lines"

export type ConfirmationLine = Pick<
  OrderableLine,
  "linkId" | "offerCode" | "cardName" | "packageName" | "months" | "priceBani"
> & {
  /**
   * The last day of the same package on that card, after which this one can start; null: it can start at
   * once.
   */
  readonly startsAfter: CivilDate | null
}

export type Confirmation = {
  readonly checkoutId: CheckoutId
  readonly lines: readonly ConfirmationLine[]
  /** Items of the cart that cannot be ordered, each with its reason. */
  readonly unorderable: readonly UnorderableLine[]
  /** Of `lines`, VAT included. */
  readonly totalBani: number
  readonly vatBani: number
  readonly vatBasisPoints: number
}

/** The cart at the prices of now. Null when it is empty. */
export async function readConfirmation(app: App, customerId: CustomerId): Promise<Confirmation | null> {
  const now = app.now()
  const cart = await findCart(app.db, customerId)
  if (!cart || cart.items.length === 0) return null
  const [checked, running, vatBasisPoints] = await Promise.all([
    listOrderable(app.db, { customerId, items: cart.items }, now),
    listSubscriptionsOfHolder(app.db, customerId, { endedAfter: now, now }),
    vatBasisPointsAt(app, app.db, now),
  ])
  const orderable = checked.filter((line): line is OrderableLine => line.problem === null)
  const unorderable = checked.filter((line): line is UnorderableLine => line.problem !== null)
  const lines = orderable.map(({ linkId, offerCode, cardName, packageName, months, priceBani, ...goods }) => {
    const ends = running
      .filter((one) => one.smartcardId === goods.smartcardId && one.packageName === packageName)
      .flatMap(({ endsAt }) => (endsAt && endsAt > now ? [endsAt.getTime()] : []))
    const startsAfter = ends.length > 0 ? bucharestDate(new Date(Math.max(...ends) - 1)) : null
    return { linkId, offerCode, cardName, packageName, months, priceBani, startsAfter }
  })
  const prices = lines.map(({ priceBani }) => priceBani)
  const { totalBani, vatBani } = priceOrder(prices, vatBasisPoints)
  return { checkoutId: cart.checkoutId, lines, unorderable, totalBani, vatBani, vatBasisPoints }
}
