import "server-only"
import { type DbOrTx, snapshot } from "@/db/client"
import { listInvoicesOf } from "@/db/queries/invoices"
import { listOrderLines } from "@/db/queries/order-lines"
import { findOwnOrder } from "@/db/queries/orders"
import { findLastPayment } from "@/db/queries/payments"
import { listRefundsOfOrder } from "@/db/queries/refunds"
import { listSubscriptionsOfLines } from "@/db/queries/subscription-lists"
import type { App } from "@/lib/app"
import { addressLine, type BillingParty, writtenCui } from "@/lib/domain/firms/billing-profile"
import type { CustomerId, OrderId } from "@/lib/domain/ids/brand"
import { invoiceTitle } from "@/lib/domain/money/invoice"
import { orderState } from "@/lib/domain/money/order-state"
import { isWithinWithdrawal, lastWithdrawalDay } from "@/lib/domain/money/withdrawal"
import { storedPeriod, subscriptionState } from "@/lib/domain/packages/subscription-state"

type Own = { readonly customerId: CustomerId; readonly orderId: OrderId }

/**
 * The customer's own order with lines, payment, invoices and refunds. Null for any other order. Six
 * statements.
 */
export async function orderView(app: App, own: Own) {
  // One snapshot: a payment that settles in between must not show as paid and waiting at once.
  const read = await snapshot(app.db, (tx) => readOrder(tx, own))
  if (!read) return null
  const { order, lines, payment, invoices, refunds, subscriptions } = read
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
    /** The state that an open page polls. Pending: it may still change without the customer. */
    watched: {
      state: [state, ...states].join(" "),
      isPending: mayStillBePaid || states.includes("activating"),
    },
    /** The state of a second payment made by mistake. */
    secondPayment: order.status === "paid" ? secondPayment(payment?.status) : null,
    sessionId: payment?.status === "open" || payment?.status === "processing" ? payment.sessionId : null,
    totalBani: order.totalBani,
    vatBani: order.vatBani,
    vatBasisPoints: order.vatBasisPoints,
    createdAt: order.createdAt,
    paidAt: order.paidAt,
    billingWords: billingWords(order.billing),
    invoices: invoices.map(({ id, stornoOf, totalBani, ...name }) => {
      return { id, title: invoiceTitle({ ...name, stornoOf }), totalBani }
    }),
    refunds: refunds.map(({ id, amount, status }) => ({ id, amount, status })),
    /** The last day for a withdrawal; null after it, or when no line is left to withdraw from. */
    withdrawUntil:
      order.status === "paid" && isWithinWithdrawal(order.createdAt, now)
        ? lastWithdrawalDay(order.createdAt)
        : null,
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
    invoices: await listInvoicesOf(tx, orderId),
    refunds: await listRefundsOfOrder(tx, orderId),
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
