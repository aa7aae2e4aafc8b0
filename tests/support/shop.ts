import { and, eq } from "drizzle-orm"
import { storeDraft } from "@/db/queries/checkout-drafts"
import { payments } from "@/db/schema"
import type { CustomerId, OrderId } from "@/lib/domain/ids/brand"
import { placeOrder } from "@/lib/orders/checkout/place-order"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { startPayment } from "@/lib/orders/payment/start-payment"
import { aBillingProfile, aCustomer, aLink, anOffer, aPackage } from "./factories"
import type { TestApp } from "./test-app"

/** Customers of a test's own shop, as far along with an order as the test needs them. */
export function createShop(t: TestApp) {
  /** A customer with two cards, a billing profile and something to buy. */
  async function shopper() {
    const customer = await aCustomer(t.app)
    const links = [
      await aLink(t.app, { customerId: customer.id }),
      await aLink(t.app, { customerId: customer.id }),
    ]
    const profile = await aBillingProfile(t.app, { customerId: customer.id })
    const familia = await anOffer(t.app, { packageId: (await aPackage(t.app, { name: "Familia" })).id })
    const sport = await anOffer(t.app, {
      packageId: (await aPackage(t.app, { name: "Sport" })).id,
      priceBani: 2_500,
    })
    const [one, two] = links
    if (!one || !two) throw new Error("Two cards were made")
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
      links,
    }
  }

  type Shopper = Awaited<ReturnType<typeof shopper>>

  async function ordered(who: Shopper): Promise<OrderId> {
    await storeDraft(t.db, who.customerId, who.items, t.app.now())
    const placed = await placeOrder(t.app, { ...who, seenTotalBani: 11_300 })
    if (!placed.ok) throw new Error(placed.reason)
    return placed.value
  }

  async function started(customerId: CustomerId, orderId: OrderId) {
    const payment = await startPayment(t.app, { customerId, orderId })
    if (!payment.ok) throw new Error(payment.reason)
    const [row] = await t.db
      .select()
      .from(payments)
      .where(and(eq(payments.orderId, orderId), eq(payments.url, payment.value.url)))
    if (!row?.sessionId) throw new Error("The payment has no session")
    return row.sessionId
  }

  async function underWay() {
    const who = await shopper()
    const orderId = await ordered(who)
    return { ...who, orderId, sessionId: await started(who.customerId, orderId) }
  }

  /** Paid and settled: its subscriptions wait. */
  async function paid() {
    const order = await underWay()
    await t.pay(order.sessionId, "pay")
    const settled = await settlePayment(t.app, order.sessionId)
    if (settled !== "paid") throw new Error(`The order was not paid: ${settled}`)
    return order
  }

  return { shopper, ordered, started, underWay, paid }
}
