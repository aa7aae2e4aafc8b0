import { eq } from "drizzle-orm"
import { insertBillingProfile } from "@/db/queries/billing-profiles"
import { findOfferByCode } from "@/db/queries/catalogue"
import { storeDraft } from "@/db/queries/checkout-drafts"
import { listInvoicesOf } from "@/db/queries/invoices"
import { insertLink } from "@/db/queries/smartcards"
import { orderLines, smartcards, subscriptions } from "@/db/schema"
import type { CustomerId, Serial } from "@/lib/domain/ids/brand"
import { placeOrder } from "@/lib/orders/checkout/place-order"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { startPayment } from "@/lib/orders/payment/start-payment"
import { pushRefund } from "@/lib/orders/refund/settle-refunds"
import { withdraw } from "@/lib/orders/withdrawal/withdraw"
import { aClient } from "@/tests/support/factories/clients"
import { app, environment } from "./drill"

/** Each file of drills is a run of its own on one database. */
const firstSerial = 40_000_000_000 + (Date.now() % 9_000_000) * 1_000
let cards = 0

/** A card of its own for the customer, in service. */
export async function aHeldCard(customerId: CustomerId) {
  cards += 1
  const serial = String(firstSerial + cards) as Serial
  const now = app.now()
  const row = { serial, status: "in_service" as const, createdAt: now, updatedAt: now }
  const [card] = await app.db.insert(smartcards).values(row).returning({ id: smartcards.id })
  if (!card) throw new Error("No card was stored")
  const linkId = await insertLink(app.db, { smartcardId: card.id, customerId, label: "" }, now)
  if (!linkId) throw new Error("The card has a holder")
  return { linkId, serial }
}

export async function aProfile(customerId: CustomerId) {
  const address = { street: "Str. Lalelelor 5", locality: "București", county: "B" as const, sector: 3 }
  const person = { kind: "individual" as const, name: "Ana Popescu", ...address }
  return insertBillingProfile(app.db, { ...person, customerId, isDefault: false }, app.now())
}

/** One month of the demonstration's Familia, ordered and not yet paid. */
export async function anOrder(customerId: CustomerId) {
  if (!(await findOfferByCode(app.db, "familia-1"))) throw new Error("The demo catalogue is not there")
  const { linkId } = await aHeldCard(customerId)
  const profileId = await aProfile(customerId)
  const items = [{ linkId, offerCode: "familia-1" }]
  await storeDraft(app.db, customerId, items, app.now())
  const placed = await placeOrder(app, { customerId, items, profileId, seenTotalBani: 4_400 })
  if (!placed.ok) throw new Error(placed.reason)
  return { orderId: placed.value, linkId, profileId }
}

export async function aSessionToPay(customerId: CustomerId) {
  const order = await anOrder(customerId)
  const started = await startPayment(app, { customerId, orderId: order.orderId })
  if (!started.ok) throw new Error(started.reason)
  const sessionId = new URL(started.value.url).pathname.split("/").at(-1) ?? ""
  return { ...order, sessionId }
}

/** A month of Familia, paid: its subscription waits. */
export async function somethingWaiting(customerId: CustomerId) {
  const order = await aSessionToPay(customerId)
  await onPayPage(`/_webhooks/${order.sessionId}/never`)
  await onPayPage(`/_pay/${order.sessionId}/pay`)
  const settled = await settlePayment(app, order.sessionId)
  if (settled !== "paid") throw new Error(`The order was not paid: ${settled}`)
  const [bought] = await app.db
    .select({ subscriptionId: subscriptions.id, lineId: orderLines.id })
    .from(subscriptions)
    .innerJoin(orderLines, eq(orderLines.id, subscriptions.orderLineId))
    .where(eq(orderLines.orderId, order.orderId))
  const [invoice] = await listInvoicesOf(app.db, order.orderId)
  if (!bought || !invoice) throw new Error("Nothing was bought")
  return { ...order, ...bought, invoiceId: invoice.id }
}

/** A month of Familia, paid and withdrawn from. */
export async function aWithdrawal(customerId: CustomerId) {
  const { orderId, lineId } = await somethingWaiting(customerId)
  const wanted = { customerId, orderId, lineIds: [lineId], seenRefundBani: 4_400, client: aClient() }
  const withdrawn = await withdraw(app, wanted)
  if (!withdrawn.ok) throw new Error(withdrawn.reason)
  await pushRefund(app, withdrawn.value.refundId)
  return { withdrawalId: withdrawn.value.id }
}

export async function onPayPage(path: string): Promise<void> {
  const answer = await fetch(`${environment.paymentsUrl}${path}`, { method: "POST" })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
}
