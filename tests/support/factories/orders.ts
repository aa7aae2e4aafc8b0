import { and, eq } from "drizzle-orm"
import { findCart, storeCart } from "@/db/queries/carts"
import { type CartItem, payments } from "@/db/schema"
import type { App } from "@/lib/app"
import type { BillingProfileId, CustomerId, OrderId, ProviderSessionId } from "@/lib/domain/ids/brand"
import { listOrderable, type OrderableLine } from "@/lib/orders/checkout/check-lines"
import { placeOrder } from "@/lib/orders/checkout/place-order"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { startPayment } from "@/lib/orders/payment/start-payment"
import { sendRefund } from "@/lib/orders/refund/send-refund"
import { withdraw } from "@/lib/orders/withdrawal/withdraw"
import { aLink } from "./cards"
import { anOffer, aPackage } from "./catalogue"
import { aClient } from "./clients"
import { aBillingProfile, aCustomer } from "./customers"
import { firstRow, type RowStore } from "./rows"

/** A customer with two cards, a billing profile, and Familia for both cards and Sport for one in the cart. */
export async function aShopper(store: RowStore) {
  const customer = await aCustomer(store)
  const one = await aLink(store, { customerId: customer.id })
  const two = await aLink(store, { customerId: customer.id })
  const profile = await aBillingProfile(store, { customerId: customer.id })
  const familia = await anOffer(store, { packageId: (await aPackage(store, { name: "Familia" })).id })
  const sport = await anOffer(store, {
    packageId: (await aPackage(store, { name: "Sport" })).id,
    priceBani: 2_500,
  })
  const items = [
    { linkId: one.id, offerCode: familia.code },
    { linkId: two.id, offerCode: familia.code },
    { linkId: two.id, offerCode: sport.code },
  ]
  return {
    customerId: customer.id,
    email: customer.email,
    profileId: profile.id,
    items,
    familia,
    sport,
    links: [one, two],
  }
}

type CartOptions = { readonly customerId: CustomerId; readonly items: readonly CartItem[] }

/** Puts the items in the cart. Returns what the confirmation page posts: its lines at the current prices. */
export async function aConfirmation(app: App, { customerId, items }: CartOptions) {
  await storeCart(app.db, { customerId, items }, app.now())
  const cart = await findCart(app.db, customerId)
  if (!cart) throw new Error("The cart was not stored")
  const checked = await listOrderable(app.db, { customerId, items }, app.now())
  const lines = checked.filter((line): line is OrderableLine => line.problem === null)
  return {
    checkoutId: cart.checkoutId,
    lines: lines.map(({ linkId, offerCode, priceBani }) => ({ linkId, offerCode, priceBani })),
  }
}

/** An order that is not paid yet. */
export async function anOrder(
  app: App,
  { customerId, profileId, items }: CartOptions & { readonly profileId: BillingProfileId },
) {
  const confirmed = await aConfirmation(app, { customerId, items })
  const placed = await placeOrder(app, { customerId, profileId, ...confirmed, mayRepeat: true })
  if (!placed.ok) throw new Error(placed.reason)
  return placed.value
}

/** Starts a payment; the session is the one that the payment provider opened for it. */
export async function aPaymentSession(
  app: App,
  { customerId, orderId }: { readonly customerId: CustomerId; readonly orderId: OrderId },
): Promise<ProviderSessionId> {
  const started = await startPayment(app, { customerId, orderId, mayRepeat: true })
  if (!started.ok) throw new Error(started.reason)
  const isStarted = and(eq(payments.orderId, orderId), eq(payments.url, started.value.url))
  const { sessionId } = firstRow(await app.db.select().from(payments).where(isStarted))
  if (!sessionId) throw new Error("The payment has no session")
  return sessionId
}

/** Settles a session that the customer has paid: the order is paid and its subscriptions are ready. */
export async function settlePaid(app: App, sessionId: ProviderSessionId): Promise<void> {
  const settled = await settlePayment(app, sessionId)
  if (settled !== "paid") throw new Error(`The order was not paid: ${settled}`)
}

type WithdrawalOptions = {
  readonly customerId: CustomerId
  readonly orderId: OrderId
  readonly lineIds: readonly string[]
  readonly refundBani: number
}

/** A withdrawal whose refund has been sent to the payment provider. */
export async function aWithdrawal(app: App, { refundBani, ...wanted }: WithdrawalOptions) {
  const withdrawn = await withdraw(app, { ...wanted, seenRefundBani: refundBani, client: aClient() })
  if (!withdrawn.ok) throw new Error(withdrawn.reason)
  await sendRefund(app, withdrawn.value.refundId)
  return { withdrawalId: withdrawn.value.id }
}

type Shop = {
  readonly app: App
  /** Pays at the payment stand-in. */
  pay(sessionId: string, outcome: "pay"): Promise<void>
}

/** These factories for one test app: customers at each step of an order. */
export function createShop({ app, pay }: Shop) {
  type Shopper = Awaited<ReturnType<typeof aShopper>>
  const ordered = (shopper: Shopper) => anOrder(app, shopper)
  const started = (customerId: CustomerId, orderId: OrderId) => aPaymentSession(app, { customerId, orderId })

  async function underWay(known?: Shopper) {
    const shopper = known ?? (await aShopper(app))
    const orderId = await ordered(shopper)
    return { ...shopper, orderId, sessionId: await started(shopper.customerId, orderId) }
  }

  async function paid(known?: Shopper) {
    const order = await underWay(known)
    await pay(order.sessionId, "pay")
    await settlePaid(app, order.sessionId)
    return order
  }

  return { shopper: () => aShopper(app), ordered, started, underWay, paid }
}
