import "server-only"
import { type DbOrTx, snapshot } from "@/db/client"
import { listInvoicesOf } from "@/db/queries/invoices"
import {
  type LineSubscription,
  listOrderLines,
  listSubscriptionsOfLines,
  type OrderLineRow,
} from "@/db/queries/order-lines"
import { findOwnOrder } from "@/db/queries/orders"
import { listPaymentsOf } from "@/db/queries/payments"
import { listRefundsOfOrder, type RefundRow, withoutMoney } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import { addressLine, type BillingParty, writtenCui } from "@/lib/domain/firms/billing-profile"
import type {
  CustomerId,
  InvoiceId,
  OrderId,
  ProviderSessionId,
  SubscriptionId,
} from "@/lib/domain/ids/brand"
import { invoiceTitle } from "@/lib/domain/money/invoice"
import { isTransferLate } from "@/lib/domain/money/late-transfer"
import { type OrderState, orderState } from "@/lib/domain/money/order-state"
import { canWithdraw, endOfWithdrawal } from "@/lib/domain/money/withdrawal"
import { smartcardName } from "@/lib/domain/packages/serial"
import {
  type SubscriptionState,
  storedPeriod,
  subscriptionState,
} from "@/lib/domain/packages/subscription-state"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import { type OrderEvent, orderTimeline } from "./order-timeline"

export type OrderViewOptions = { readonly customerId: CustomerId; readonly orderId: OrderId }

export type OrderView = {
  readonly id: OrderId
  readonly number: number
  readonly state: OrderState
  /** The state that an open page polls. Pending: it may still change without the customer. */
  readonly watched: { readonly state: string; readonly isPending: boolean }
  /** A transfer that is waited for no longer: the order can be paid again or cancelled. */
  readonly isTransferLate: boolean
  /** The state of a second payment made by mistake. */
  readonly secondPayment: "review" | "refunded" | null
  /** The payment under way, which the page may settle; null without one. */
  readonly sessionId: ProviderSessionId | null
  readonly totalBani: number
  readonly vat: OrderViewVat
  readonly createdAt: Date
  /** Until when an unpaid order is kept. */
  readonly expiresAt: Date
  readonly paidAt: Date | null
  readonly billingWords: string
  readonly invoices: readonly { readonly id: InvoiceId; readonly title: string; readonly totalBani: number }[]
  readonly refunds: readonly OrderViewRefund[]
  /** The last day for a withdrawal; null after it, or when no line is left to withdraw from. */
  readonly withdrawUntil: CivilDate | null
  readonly lines: readonly OrderViewLine[]
  readonly timeline: readonly OrderEvent[]
}

type Vat = { readonly vatBani: number; readonly basisPoints: number }

/** Of the invoice, or of the order until there is one; `ordered` where the rate changed in between. */
type OrderViewVat = Vat & { readonly ordered: Vat | null }

type OrderViewRefund = Pick<RefundRow, "id" | "amount" | "elsewhereAmount" | "status"> & {
  /** It failed, and only the operator tries again. */
  readonly isGivenUp: boolean
  /** The bank took the money back, or a person sent it: we send none. */
  readonly isWithoutMoney: boolean
}

type OrderViewLine = Pick<OrderLineRow, "id" | "packageName" | "months" | "cardName" | "priceBani"> & {
  /** The card that the package is on now, where that is another one of the customer's. */
  readonly movedTo: string | null
  readonly subscription: { readonly id: SubscriptionId; readonly state: SubscriptionState } | null
}

/**
 * The customer's own order with lines, payment, invoices and refunds. Null for any other order. Six
 * statements.
 */
export async function orderView(app: App, own: OrderViewOptions): Promise<OrderView | null> {
  // One snapshot: a payment that settles in between must not show as paid and waiting at once.
  const read = await snapshot(app.db, (tx) => readOrder(tx, own))
  if (!read) return null
  const { order, lines, payments, invoices, refunds, subscriptions } = read
  const payment = payments.at(-1)
  const now = app.now()
  const shown = lines.map((line) => lineView(line, subscriptions, now))
  const state = orderState(
    order.status,
    payments.map(({ status }) => status),
  )
  const states = shown.flatMap(({ subscription }) => subscription?.state.kind ?? [])
  const mayStillBePaid =
    order.status === "open" && payment !== undefined && ["open", "processing"].includes(payment.status)
  return {
    id: order.id,
    number: order.number,
    state,
    watched: {
      state: [state, ...states].join(" "),
      isPending: mayStillBePaid || states.includes("activating"),
    },
    isTransferLate: order.status === "open" && payment !== undefined && isTransferLate(payment, now),
    secondPayment: order.paidAt ? secondPayment(payments.map(({ status }) => status)) : null,
    sessionId: payment?.status === "open" || payment?.status === "processing" ? payment.sessionId : null,
    totalBani: order.totalBani,
    vat: vatOf(
      order,
      invoices.find(({ stornoOf }) => stornoOf === null),
    ),
    createdAt: order.createdAt,
    expiresAt: order.expiresAt,
    paidAt: order.paidAt,
    billingWords: billingWords(order.billing),
    invoices: invoices.map(({ id, stornoOf, totalBani, ...name }) => {
      return { id, title: invoiceTitle({ ...name, stornoOf }), totalBani }
    }),
    refunds: refunds.map(({ id, amount, elsewhereAmount, status, nextAttemptAt, reason }) => {
      const isGivenUp = status === "failed" && nextAttemptAt === null
      return { id, amount, elsewhereAmount, status, isGivenUp, isWithoutMoney: reason === withoutMoney }
    }),
    withdrawUntil: order.status === "paid" && canWithdraw(order, now) ? endOfWithdrawal(order) : null,
    lines: shown,
    timeline: orderTimeline(read),
  }
}

function lineView(line: OrderLineRow, subscriptions: readonly LineSubscription[], now: Date): OrderViewLine {
  const { id, packageName, months, cardName, priceBani, serial } = line
  const bought = subscriptions.find(({ orderLineId }) => orderLineId === id)
  const card = bought?.card
  return {
    ...{ id, packageName, months, cardName, priceBani },
    movedTo: card?.serial && card.serial !== serial ? smartcardName(card.serial, card.label ?? "") : null,
    subscription: bought ? { id: bought.id, state: subscriptionState(storedPeriod(bought), now) } : null,
  }
}

async function readOrder(tx: DbOrTx, { customerId, orderId }: OrderViewOptions) {
  const order = await findOwnOrder(tx, orderId, customerId)
  if (!order) return null
  const lines = await listOrderLines(tx, orderId)
  return {
    order,
    lines,
    payments: await listPaymentsOf(tx, orderId),
    invoices: await listInvoicesOf(tx, orderId),
    refunds: await listRefundsOfOrder(tx, orderId),
    subscriptions: await listSubscriptionsOfLines(
      tx,
      lines.map(({ id }) => id),
    ),
  }
}

type Taxed = { readonly vatBani: number; readonly vatBasisPoints: number }

function vatOf(order: Taxed, invoice: Taxed | undefined): OrderViewVat {
  const vat = ({ vatBani, vatBasisPoints }: Taxed) => ({ vatBani, basisPoints: vatBasisPoints })
  const isSame = invoice === undefined || invoice.vatBasisPoints === order.vatBasisPoints
  return { ...vat(invoice ?? order), ordered: isSame ? null : vat(order) }
}

/** Of an order that was paid: one payment is the one that paid it. */
function secondPayment(statuses: readonly string[]): "review" | "refunded" | null {
  if (statuses.includes("needs_review")) return "review"
  const withMoney = statuses.filter((status) => status === "paid" || status === "refunded")
  return withMoney.length > 1 ? "refunded" : null
}

/** "Pensiunea Brad SRL, CUI RO17030766, Str. Gării 1, Turda, jud. Cluj" */
function billingWords(party: BillingParty): string {
  const code = party.kind === "company" ? `, CUI ${writtenCui(party)}` : ""
  return `${party.name}${code}, ${addressLine(party)}`
}
