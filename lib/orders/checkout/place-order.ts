import "server-only"
import type { DbOrTx } from "@/db/client"
import { listBillingProfiles } from "@/db/queries/billing-profiles"
import { deleteCart, lockCart, storeCart } from "@/db/queries/carts"
import { lockCustomer } from "@/db/queries/customers"
import { insertOrderLines } from "@/db/queries/order-lines"
import { findOrderOfCheckout, insertOrder, lockOpenOrdersOf } from "@/db/queries/orders"
import type { CartItem } from "@/db/schema"
import type { App } from "@/lib/app"
import type { BillingParty } from "@/lib/domain/firms/billing-profile"
import type { BillingProfileId, CheckoutId, CustomerId, OrderId } from "@/lib/domain/ids/brand"
import { maxOrderLines } from "@/lib/domain/money/order-limits"
import { priceOrder } from "@/lib/domain/money/order-price"
import { ok, refuse } from "@/lib/domain/result"
import { later, minuteMs, paymentLifetimeMinutes } from "@/lib/domain/time/lifetimes"
import { saleVersions } from "@/lib/domain/words/terms"
import { vatBasisPointsAt } from "@/lib/vat/vat-at"
import { cancelOldestOrders } from "./cancel-oldest-orders"
import { lockOrderable, type OrderableLine, type UnorderableLine } from "./check-lines"
import { findRepeats, type Repeats } from "./find-repeats"

/** A line as the confirmation page showed it. */
export type SeenLine = CartItem & { readonly priceBani: number }

type PlaceOrderOptions = {
  readonly customerId: CustomerId
  readonly profileId: BillingProfileId
  /** Of the confirmation page. A second post of the same page finds the order made. */
  readonly checkoutId: CheckoutId
  readonly lines: readonly SeenLine[]
  /** The customer was asked, and wants again what was paid within the last day. */
  readonly mayRepeat?: boolean
}

export type PlacedOrder =
  | { readonly ok: true; readonly value: OrderId }
  /** `too-many-open`: each of the customer's unpaid orders has a payment under way. */
  | { readonly ok: false; readonly reason: "no-profile" | "too-many-open" }
  | { readonly ok: false; readonly reason: "not-orderable"; readonly lines: readonly UnorderableLine[] }
  | { readonly ok: false; readonly reason: "price-changed"; readonly lines: readonly RepricedLine[] }
  | Repeats

/** `priceBani` is the price of now. */
export type RepricedLine = OrderableLine & { readonly seenPriceBani: number }

/**
 * Makes an order of exactly the lines that the customer saw, at the prices that they saw, and takes these
 * lines out of the cart. Refused, with nothing written, when a line cannot be ordered any more or its price
 * is another by now: each such line is named; and, unless the customer said so, when a line repeats what they
 * paid within the last day. A customer has at most `maxOpenOrders` unpaid orders. The
 * billing party is a copy of the profile: changing the profile changes no order. The versions are
 * those of the texts on the page: a form of a page with earlier ones is refused before it comes here.
 */
export async function placeOrder(
  app: App,
  { customerId, profileId, checkoutId, lines, mayRepeat = false }: PlaceOrderOptions,
): Promise<PlacedOrder> {
  if (lines.length === 0 || lines.length > maxOrderLines || hasDuplicates(lines))
    throw new Error("An order has between one line and the most that fit, each of them once")
  const now = app.now()
  return app.db.transaction(async (tx) => {
    await lockCustomer(tx, customerId)
    const cart = await lockCart(tx, customerId)
    const made = await findOrderOfCheckout(tx, { customerId, checkoutId })
    if (made) return ok(made)
    // Before the cards, which are locked after orders everywhere.
    const open = await lockOpenOrdersOf(tx, customerId)
    const checked = await checkSeenLines(tx, { customerId, lines, mayRepeat, now })
    if (!checked.ok) return checked
    const billing = await findBillingParty(tx, customerId, profileId)
    if (!billing) return refuse("no-profile")
    if (!(await cancelOldestOrders(tx, open, now))) return refuse("too-many-open")
    const vatBasisPoints = await vatBasisPointsAt(app, tx, now)
    const prices = checked.value.map(({ priceBani }) => priceBani)
    const { totalBani, vatBani, netsBani } = priceOrder(prices, vatBasisPoints)
    const expiresAt = later(now, paymentLifetimeMinutes * minuteMs)
    const money = { totalBani, vatBani, vatBasisPoints }
    const orderId = await insertOrder(tx, {
      ...{ customerId, checkoutId, billing, createdAt: now, expiresAt },
      ...money,
      ...{ termsVersion: saleVersions.terms, withdrawalVersion: saleVersions.withdrawal },
    })
    // Another post of the same page was faster; its order is committed by now.
    if (!orderId) return ok(await getOrderOfCheckout(tx, { customerId, checkoutId }))
    await insertOrderLines(tx, orderId, orderLinesOf(checked.value, netsBani))
    const left = (cart?.items ?? []).filter((item) => !lines.some((line) => isSame(line, item)))
    if (left.length > 0) await storeCart(tx, { customerId, items: left }, now)
    else await deleteCart(tx, customerId)
    return ok(orderId)
  })
}

const isSame = (one: CartItem, other: CartItem) =>
  one.linkId === other.linkId && one.offerCode === other.offerCode

const hasDuplicates = (items: readonly CartItem[]) =>
  new Set(items.map(({ linkId, offerCode }) => `${linkId} ${offerCode}`)).size < items.length

type CheckSeenLinesOptions = Pick<PlaceOrderOptions, "customerId" | "lines"> & {
  readonly mayRepeat: boolean
  readonly now: Date
}

async function checkSeenLines(tx: DbOrTx, { customerId, lines, mayRepeat, now }: CheckSeenLinesOptions) {
  const checked = await lockOrderable(tx, { customerId, items: lines }, now)
  const unorderable = checked.filter((line): line is UnorderableLine => line.problem !== null)
  if (unorderable.length > 0)
    return { ok: false as const, reason: "not-orderable" as const, lines: unorderable }
  const orderable = checked.filter((line): line is OrderableLine => line.problem === null)
  const repriced = orderable.flatMap((line, at) => {
    const seenPriceBani = lines[at]?.priceBani ?? 0
    return line.priceBani === seenPriceBani ? [] : [{ ...line, seenPriceBani }]
  })
  if (repriced.length > 0) return { ok: false as const, reason: "price-changed" as const, lines: repriced }
  const repeats = mayRepeat ? null : await findRepeats(tx, { customerId, lines: orderable }, now)
  return repeats ?? ok(orderable)
}

function orderLinesOf(lines: readonly OrderableLine[], netsBani: readonly number[]) {
  return lines.map(({ linkId: _link, offerCode: _code, problem: _none, ...line }, at) => ({
    ...line,
    netBani: netsBani[at] ?? 0,
  }))
}

async function getOrderOfCheckout(
  tx: DbOrTx,
  checkout: Pick<PlaceOrderOptions, "customerId" | "checkoutId">,
): Promise<OrderId> {
  const found = await findOrderOfCheckout(tx, checkout)
  if (!found) throw new Error("An order blocked another of the same checkout and is not there")
  return found
}

async function findBillingParty(
  tx: DbOrTx,
  customerId: CustomerId,
  profileId: BillingProfileId,
): Promise<BillingParty | null> {
  const profile = (await listBillingProfiles(tx, customerId)).find(({ id }) => id === profileId)
  if (!profile) return null
  const { kind, name, street, locality, county, sector, postalCode, cui, registerNumber } = profile
  const address = { street, locality, county, sector, postalCode }
  if (kind === "individual" || !cui || !registerNumber) return { kind: "individual", name, ...address }
  const { isVatPayer, iban } = profile
  return { kind: "company", name, cui, isVatPayer, registerNumber, iban, ...address }
}
