import "server-only"
import { findInvoiceOf } from "@/db/queries/invoices"
import { findOwnOrder, listOrderLines, listOwnOrders } from "@/db/queries/orders"
import { findLastPayment, listLastPaymentStatuses } from "@/db/queries/payments"
import type { App } from "@/lib/app"
import { addressLine, type BillingParty, writtenCui } from "@/lib/domain/billing-profile"
import type { CustomerId, OrderId } from "@/lib/domain/brand"
import { type OrderState, orderState } from "@/lib/domain/order-state"

type Own = { readonly customerId: CustomerId; readonly orderId: OrderId }

/** One of the customer's own orders, whole. Four statements; null for another's. */
export async function orderView(app: App, { customerId, orderId }: Own) {
  const order = await findOwnOrder(app.db, orderId, customerId)
  if (!order) return null
  const [lines, payment, invoice] = await Promise.all([
    listOrderLines(app.db, orderId),
    findLastPayment(app.db, orderId),
    findInvoiceOf(app.db, orderId),
  ])
  return {
    id: order.id,
    number: order.number,
    state: orderState(order.status, payment?.status ?? null),
    /** Something may still come by itself: the page asks now and then. */
    isPending: order.status === "open" && payment !== null && ["open", "processing"].includes(payment.status),
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
      return { id, packageName, months, cardName, priceBani }
    }),
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

export type OrderStatusView = { readonly state: OrderState; readonly isPending: boolean }

/** What an open page asks about. Null for another's. */
export async function orderStatus(app: App, { customerId, orderId }: Own): Promise<OrderStatusView | null> {
  const view = await orderView(app, { customerId, orderId })
  return view && { state: view.state, isPending: view.isPending }
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
