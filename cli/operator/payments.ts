import type { App } from "@/lib/app"
import type { PaymentId, RefundId } from "@/lib/domain/ids/brand"
import { parseProviderSessionId } from "@/lib/domain/ids/provider-session-id"
import { parseId } from "@/lib/domain/ids/uuid"
import { formatAmount, formatLei } from "@/lib/domain/money/money"
import { formatInstant } from "@/lib/domain/time/civil-date"
import { acceptPayment } from "@/lib/orders/payment/accept-payment"
import { listPaymentsToReview, type ReviewedPayment } from "@/lib/orders/payment/list-payments-to-review"
import { markPaymentSeen } from "@/lib/orders/payment/mark-payment-seen"
import { refundPaymentInReview } from "@/lib/orders/payment/refund-payment-in-review"
import {
  listUnmatchedPayments,
  markUnmatchedPaymentSeen,
  type UnmatchedMoney,
} from "@/lib/orders/payment/unmatched-payments"
import { retryRefund } from "@/lib/orders/refund/retry-refund"
import type { RefundOutcome } from "@/lib/orders/refund/send-refund"
import { print } from "../print"
import type { Refused } from "./refused"

export async function runPayments(app: App, words: readonly string[]): Promise<Refused> {
  const [verb, id, ...more] = words
  if (verb === undefined) return list(app)
  const act = { accept, refund, retry, seen }[verb]
  return id && more.length === 0 && act ? act(app, id) : "usage"
}

const refusals = {
  "not-failed": "That refund did not fail. Nothing was changed.",
  "not-found": "There is no payment or refund with that id. Nothing was changed.",
  "not-in-review": "That payment is not under review. Nothing was changed.",
  "refund-under-way": "A refund of that payment is under way. Nothing was changed.",
  "in-review": "That payment is under review: accept or refund it. Nothing was changed.",
  "other-amount": "The amount is not the order's price in lei: refund it instead. Nothing was changed.",
  "already-paid": "Another payment paid the order: refund this one instead. Nothing was changed.",
} as const

async function list(app: App): Promise<Refused> {
  const [payments, unmatched] = [await listPaymentsToReview(app), await listUnmatchedPayments(app)]
  if (payments.length + unmatched.length === 0) print("No payment needs a review.")
  for (const payment of payments) print(...paymentLines(payment))
  for (const payment of unmatched) print(...unmatchedLines(payment))
  return undefined
}

/** The payment and its order, the money received, dispute, refunds and what the operator can do. */
function paymentLines(payment: ReviewedPayment): [string, ...string[]] {
  const { id, createdAt, orderNumber, orderStatus, totalBani, email, status, reviewReason } = payment
  const currency = payment.receivedCurrency ?? "ron"
  const order = `order ${orderNumber} (${orderStatus}, ${formatLei(totalBani)})`
  const isLate = status === "processing"
  const received = isLate
    ? "a transfer that brought nothing for two weeks; the customer may cancel or pay again"
    : `received ${formatAmount(payment.receivedAmount ?? 0, currency)}, ${status}`
  const refunds = payment.refunds.map(
    ({ id: refundId, amount, status: state, reason, failure }) =>
      `${state === "failed" ? `${refundId} ` : ""}refund of ${formatAmount(amount, currency)}: ${[state, failure].filter(Boolean).join(", ")} (${reason})`,
  )
  const choices = payment.isAcceptable ? "can be accepted or refunded" : "can be refunded"
  return [
    `${id}  ${formatInstant(createdAt)}  ${order}  ${email ?? "account closed"}`,
    [received, reviewReason].filter(Boolean).join(": "),
    ...(payment.dispute ? [`disputed: ${payment.dispute}, ${payment.providerPaymentId}`] : []),
    ...refunds,
    ...(status === "needs_review" ? [choices] : []),
  ]
}

/** Money without a payment: what the provider says, and where to look. */
function unmatchedLines(payment: UnmatchedMoney): [string, ...string[]] {
  const { sessionId, foundAt, paidAt, amount, currency, orderId, providerPaymentId } = payment
  return [
    `${sessionId}  ${formatInstant(paidAt ?? foundAt)}  received ${formatAmount(amount, currency)} for an order that is not here`,
    `order ${orderId}${providerPaymentId ? `, ${providerPaymentId}` : ""}: look for it in a backup, or send the money back in the provider's pages; then mark it seen`,
  ]
}

async function accept(app: App, text: string): Promise<Refused> {
  const id = parseId<PaymentId>(text)
  if (!id) return refusals["not-found"]
  const accepted = await acceptPayment(app, id)
  if (!accepted.ok) return refusals[accepted.reason]
  print("The order is paid: its packages can be activated, its invoice is issued, the customer is mailed.")
  return undefined
}

async function seen(app: App, text: string): Promise<Refused> {
  const id = parseId<PaymentId>(text)
  const sessionId = parseProviderSessionId(text)
  if (!sessionId) return refusals["not-found"]
  const marked = id ? await markPaymentSeen(app, id) : await markUnmatchedPaymentSeen(app, sessionId)
  if (!marked.ok) return refusals[marked.reason]
  print("The payment left the list, until something new happens to it.")
  return undefined
}

const outcomes = {
  succeeded: "The provider has sent the money back.",
  pending: "The provider is sending the money back; the payments job watches the refund.",
  unavailable: "The provider does not answer; the payments job retries.",
} as const

async function refund(app: App, text: string): Promise<Refused> {
  const id = parseId<PaymentId>(text)
  if (!id) return refusals["not-found"]
  const refunded = await refundPaymentInReview(app, id)
  return refunded.ok ? report(refunded.value) : refusals[refunded.reason]
}

async function retry(app: App, text: string): Promise<Refused> {
  const id = parseId<RefundId>(text)
  if (!id) return refusals["not-found"]
  const retried = await retryRefund(app, id)
  return retried.ok ? report(retried.value) : refusals[retried.reason]
}

function report(outcome: RefundOutcome): Refused {
  if (outcome === "failed") return "The provider refused the refund: the list of payments shows its reason."
  print(outcomes[outcome])
  return undefined
}
