import { eq } from "drizzle-orm"
import { findOfferByCode } from "@/db/queries/catalogue"
import { listInvoicesOf } from "@/db/queries/invoices"
import { orderLines, subscriptions } from "@/db/schema"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { aLink } from "@/tests/support/factories/cards"
import { aBillingProfile } from "@/tests/support/factories/customers"
import { anOrder, aPaymentSession, aWithdrawal, settlePaid } from "@/tests/support/factories/orders"
import { firstRow } from "@/tests/support/factories/rows"
import { paymentStandIn } from "@/tests/support/stand-ins"
import { app, environment } from "./drill"

/** One month of Familia, as the demonstration data sells it. */
const offerCode = "familia-1"
const totalBani = 4_400

/** What an order needs: a card, a billing profile and the offer. */
export async function aFamiliaCart(customerId: CustomerId) {
  if (!(await findOfferByCode(app.db, offerCode))) throw new Error("The demonstration's catalogue is missing")
  const link = await aLink(app, { customerId })
  const profile = await aBillingProfile(app, { customerId, isDefault: false })
  return { linkId: link.id, profileId: profile.id, items: [{ linkId: link.id, offerCode }] }
}

/** Ordered and not yet paid. */
export async function aFamiliaOrder(customerId: CustomerId) {
  const cart = await aFamiliaCart(customerId)
  const orderId = await anOrder(app, { customerId, ...cart })
  return { orderId, linkId: cart.linkId, profileId: cart.profileId }
}

/** Ordered, with a payment that has been started. */
export async function aFamiliaPayment(customerId: CustomerId) {
  const order = await aFamiliaOrder(customerId)
  return { ...order, sessionId: await aPaymentSession(app, { customerId, orderId: order.orderId }) }
}

/** Paid: the subscription is ready and not yet active. */
export async function aReadyFamilia(customerId: CustomerId) {
  const order = await aFamiliaPayment(customerId)
  await tellPaymentProvider(`_webhooks/${order.sessionId}/never`)
  await tellPaymentProvider(`_pay/${order.sessionId}/pay`)
  await settlePaid(app, order.sessionId)
  const bought = firstRow(
    await app.db
      .select({ subscriptionId: subscriptions.id, lineId: orderLines.id })
      .from(subscriptions)
      .innerJoin(orderLines, eq(orderLines.id, subscriptions.orderLineId))
      .where(eq(orderLines.orderId, order.orderId)),
  )
  const invoice = firstRow(await listInvoicesOf(app.db, order.orderId))
  return { ...order, ...bought, invoiceId: invoice.id }
}

/** Paid, and withdrawn from. */
export async function aWithdrawnFamilia(customerId: CustomerId) {
  const { orderId, lineId } = await aReadyFamilia(customerId)
  return aWithdrawal(app, { customerId, orderId, lineIds: [lineId], refundBani: totalBani })
}

export const { tell: tellPaymentProvider } = paymentStandIn(environment.paymentsUrl)
