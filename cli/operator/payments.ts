import type { App } from "@/lib/app"
import type { PaymentId, RefundId } from "@/lib/domain/ids/brand"
import { isUuid } from "@/lib/domain/ids/uuid"
import { formatAmount, formatLei } from "@/lib/domain/money/money"
import { formatInstant } from "@/lib/domain/time/civil-date"
import { acceptPayment, listPaymentsToReview, refundPayment } from "@/lib/orders/payment/review-payment"
import { retryRefund } from "@/lib/orders/refund/settle-refunds"
import type { Refused } from "./refused"

export async function runPayments(app: App, words: readonly string[]): Promise<Refused> {
  const [verb, id, ...more] = words
  if (verb === undefined) return list(app)
  const act = { accept, refund, retry }[verb]
  if (!id || more.length > 0 || !act) return "usage"
  return isUuid(id) ? act(app, id) : refusals["not-found"]
}

const refusals = {
  "not-failed": "That refund did not fail. Nothing was changed.",
  "not-found": "There is no payment or refund with that id. Nothing was changed.",
  "not-in-review": "That payment is not under review. Nothing was changed.",
  "refund-under-way": "Its money is on its way back already. Nothing was changed.",
  "other-amount": "That is not the order's price in lei: refund it instead. Nothing was changed.",
  "already-paid": "The order was paid otherwise: refund it instead. Nothing was changed.",
} as const

async function list(app: App): Promise<Refused> {
  const payments = await listPaymentsToReview(app)
  if (payments.length === 0) console.log("Nothing has to be looked at.")
  for (const payment of payments) console.log(paymentLines(payment).join("\n  "))
  return undefined
}

/** Lines about one payment: whose it is, what came, what was done with it, what can be done. */
function paymentLines(payment: Awaited<ReturnType<typeof listPaymentsToReview>>[number]): string[] {
  const { id, createdAt, orderNumber, orderStatus, totalBani, email, status, reviewReason } = payment
  const currency = payment.receivedCurrency ?? "ron"
  const order = `order ${orderNumber} (${orderStatus}, ${formatLei(totalBani)})`
  const received = `received ${formatAmount(payment.receivedAmount ?? 0, currency)}, ${status}`
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

async function accept(app: App, id: string): Promise<Refused> {
  const accepted = await acceptPayment(app, id as PaymentId)
  if (!accepted.ok) return refusals[accepted.reason]
  console.log("The order is paid: its packages wait, its invoice is issued, the customer is told.")
  return undefined
}

const outcomes = {
  succeeded: "The money is on its way back; the customer is told.",
  pending:
    "The provider is sending the money back; the payments job watches it, and the customer is told then.",
  away: "The provider does not answer: the payments job goes on with it.",
} as const

async function refund(app: App, id: string): Promise<Refused> {
  const refunded = await refundPayment(app, id as PaymentId)
  return refunded.ok ? tell(refunded.value) : refusals[refunded.reason]
}

async function retry(app: App, id: string): Promise<Refused> {
  const retried = await retryRefund(app, id as RefundId)
  return retried.ok ? tell(retried.value) : refusals[retried.reason]
}

function tell(outcome: keyof typeof outcomes | "failed"): Refused {
  if (outcome === "failed") return "The provider refused the refund: see the list for its reason."
  console.log(outcomes[outcome])
  return undefined
}
