import { listPaymentsToReview } from "@/lib/orders/payment/list-payments-to-review"
import { refundsOf } from "../vendors/stripe-state"
import { days } from "../world/world"
import type { Promised } from "./promises"

/** Nothing is opened or sent back for money that the bank or the operator had taken back before. */
export const disputedMoney: Promised = async ({ sql, stripe }) => {
  const started = await sql<{ intent: string; at: Date }[]>`
    select p.provider_payment_id as intent, s.activated_at as at from subscriptions s
    join order_lines l on l.id = s.order_line_id join payments p on p.order_id = l.order_id
    where s.activated_at is not null and p.status = 'paid'`
  const withdrawn = await sql<{ intent: string; at: Date }[]>`
    select p.provider_payment_id as intent, r.created_at as at from refunds r
    join payments p on p.id = r.payment_id where r.storno_id is not null`
  const lostAt = (intentId: string) => {
    const dispute = stripe.state.intents.get(intentId)?.dispute
    return dispute && dispute.status !== "won" ? dispute.openedAt : undefined
  }
  const backAt = (intentId: string) => {
    const amount = stripe.state.intents.get(intentId)?.amount
    const whole = refundsOf(stripe.state, intentId).find((one) => !one.refundId && one.amount === amount)
    return whole?.status === "succeeded" ? whole.createdAt : undefined
  }
  const isAfter = (at: Date, instant: number | undefined) =>
    instant !== undefined && at.getTime() > instant + days(2)
  return [
    ...started.filter(({ intent, at }) => isAfter(at, lostAt(intent))).map(() => "started on disputed money"),
    ...started
      .filter(({ intent, at }) => isAfter(at, backAt(intent)))
      .map(() => "started on money that went back by hand"),
    ...withdrawn
      .filter(({ intent, at }) => isAfter(at, lostAt(intent)))
      .map(() => "sent back disputed money"),
  ]
}

/** The table says of each dispute what Stripe says. */
export const disputeStored: Promised = async ({ sql, stripe, clock }) => {
  const rows = await sql<{ intent: string; dispute: string | null }[]>`
    select provider_payment_id as intent, dispute from payments where received_amount is not null`
  return rows.flatMap(({ intent, dispute }) => {
    const truth = stripe.state.intents.get(intent)?.dispute ?? null
    if (truth && truth.changedAt > clock.now - days(2)) return []
    const status = truth?.status ?? "none"
    return status === (dispute ?? "none")
      ? []
      : [`a dispute is ${status} at Stripe and ${dispute} in the table`]
  })
}

/** What is decided leaves the operator's list. */
export const listsEmpty: Promised = async ({ app, stripe }) => {
  const listed = await listPaymentsToReview(app)
  return listed.flatMap(({ status, refunds, dispute, providerPaymentId }) => {
    const isRefundOpen = refunds.some((one) => one.status !== "succeeded" || one.stornoId === null)
    const truth = stripe.state.intents.get(providerPaymentId ?? "")?.dispute?.status
    const isOver = status !== "needs_review" && !isRefundOpen && dispute === "won" && truth === "won"
    return isOver ? ["a won dispute stays on the list"] : []
  })
}
