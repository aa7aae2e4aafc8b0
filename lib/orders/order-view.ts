import "server-only"
import { type DbOrTx, snapshot } from "@/db/client"
import { listSubscriptionsOfLines } from "@/db/queries/activation"
import { findInvoiceOf } from "@/db/queries/invoices"
import { findOwnOrder, listOrderLines, listOwnOrders } from "@/db/queries/orders"
import { findLastPayment, listLastPaymentStatuses } from "@/db/queries/payments"
import type { App } from "@/lib/app"
import { addressLine, type BillingParty, writtenCui } from "@/lib/domain/billing-profile"
import type { CustomerId, OrderId } from "@/lib/domain/brand"
import { orderState } from "@/lib/domain/order-state"
import { storedPeriod, subscriptionState } from "@/lib/domain/subscription-state"

type Own = { readonly customerId: CustomerId; readonly orderId: OrderId }

/** One of the customer's own orders, whole. Five statements; null for another's. */
export async function orderView(app: App, own: Own) {
  // Of one moment, or a payment that settles meanwhile would show as paid here and waiting there.
  const read = await snapshot(app.db, (tx) => readOrder(tx, own))
  if (!read) return null
  const { order, lines, payment, invoice, subscriptions } = read
  const now = app.now()
  const bought = new Map(
    subscriptions.map((one) => [
      one.orderLineId,
      { id: one.id, state: subscriptionState(storedPeriod(one), now) },
    ]),
  )
  const state = orderState(order.status, payment?.status ?? null)
  const states = [...bought.values()].map((one) => one.state.kind)
  const mayStillBePaid =
    order.status === "open" && payment !== null && ["open", "processing"].includes(payment.status)
  return {
    id: order.id,
    number: order.number,
    state,
    /** What an open page asks about; pending: something may still come by itself. */
    watched: {
      state: [state, ...states].join(" "),
      isPending: mayStillBePaid || states.includes("activating"),
    },
    /** Paid once more by mistake: what became of that money. */
    secondPayment: order.status === "paid" ? secondPayment(payment?.status) : null,
    sessionId: payment?.status === "open" || payment?.status === "processing" ? payment.sessionId : null,
    totalBani: order.totalBani,
    vatBani: order.vatBani,
    vatBasisPoints: order.vatBasisPoints,
    createdAt: order.createdAt,
    paidAt: order.paidAt,
    billingWords: billingWords(order.billing),
    invoice: invoice && `${invoice.series} ${invoice.number}`,
    lines: lines.map(({ id, packageName, months, cardName, priceBani }) => {
      return { id, packageName, months, cardName, priceBani, subscription: bought.get(id) ?? null }
    }),
  }
}

async function readOrder(tx: DbOrTx, { customerId, orderId }: Own) {
  const order = await findOwnOrder(tx, orderId, customerId)
  if (!order) return null
  const lines = await listOrderLines(tx, orderId)
  return {
    order,
    lines,
    payment: await findLastPayment(tx, orderId),
    invoice: await findInvoiceOf(tx, orderId),
    subscriptions: await listSubscriptionsOfLines(
      tx,
      lines.map(({ id }) => id),
    ),
  }
}

function secondPayment(status: string | undefined): "review" | "refunded" | null {
  if (status === "needs_review") return "review"
  return status === "refunded" ? "refunded" : null
}

/** "Pensiunea Brad SRL, CUI RO17030766, Str. Gării 1, Turda, jud. Cluj" */
function billingWords(party: BillingParty): string {
  const code = party.kind === "company" ? `, CUI ${writtenCui(party)}` : ""
  return `${party.name}${code}, ${addressLine(party)}`
}

const mostShown = 100

/** The customer's newest orders. Two statements. */
export async function listOrders(app: App, customerId: CustomerId) {
  const orders = await listOwnOrders(app.db, customerId, mostShown)
  const payments = await listLastPaymentStatuses(
    app.db,
    orders.map(({ id }) => id),
  )
  return orders.map(({ id, number, status, totalBani, createdAt }) => ({
    id,
    number,
    totalBani,
    createdAt,
    state: orderState(status, payments.get(id) ?? null),
  }))
}
