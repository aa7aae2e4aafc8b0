import { refundsOf, sentBack } from "../vendors/stripe-state"
import { days, type World } from "../world/world"
import type { Promised } from "./promises"

type DueRefund = {
  readonly id: string
  readonly status: string
  readonly amount: number
  /** What came back in other ways, and is not part of the amount. */
  readonly elsewhere: number
  readonly intent: string
  readonly reason: string
}

/** What the product owes to customers: refunds with a storno, and of payments under review. */
const dueRefunds = ({ sql, clock }: World) => sql<DueRefund[]>`
  select r.id, r.status, r.amount - r.elsewhere_amount as amount, r.elsewhere_amount as elsewhere,
    p.provider_payment_id as intent, r.reason
  from refunds r join payments p on p.id = r.payment_id
  where (r.storno_id is not null or r.reason <> 'made at the provider') and r.amount > r.elsewhere_amount
  and r.created_at < ${new Date(clock.now - days(2))}`

/**
 * Every refund due has gone to the bank, once. One that Stripe can carry out is not given up: people stop
 * trying after ten failures of the bank.
 */
export const refundArrives: Promised = async (world) => {
  const { stripe } = world
  const due = await dueRefunds(world)
  return due.flatMap(({ id, amount, intent: intentId }) => {
    const intent = stripe.state.intents.get(intentId)
    const ours = refundsOf(stripe.state, intentId).filter(({ refundId }) => refundId === id)
    const gone = ours.filter(({ status }) => status !== "failed")
    if (gone.length > 1) return [`a refund went ${gone.length} times`]
    if (gone.length === 1 || !intent || ours.length > 10) return []
    const isTaken = intent.dispute !== null && intent.dispute.status !== "won"
    const left = intent.amount - sentBack(stripe.state, intentId)
    if (isTaken || left === 0) return []
    return [`${left < amount ? "less than a refund" : "a refund"} of ${amount} bani could go and did not`]
  })
}

/** What a person sent back in Stripe's own pages is not sent again. */
export const handRefundOnce: Promised = async ({ sql, stripe }) => {
  const byHand = await sql<{ id: string }[]>`select id from refunds where reason = 'made at the provider'`
  const asked = new Set([...stripe.state.refunds.values()].map(({ refundId }) => refundId))
  return byHand.flatMap(({ id }) => (asked.has(id) ? ["a refund by hand was sent once more"] : []))
}

/** The order page says of each refund whether the bank has it. */
export const refundSentence: Promised = async (world) => {
  const due = await dueRefunds(world)
  const byIntent = Map.groupBy(due, ({ intent }) => intent)
  return [...byIntent].flatMap(([intent, refunds]) => {
    const owed = refunds.reduce((sum, { amount, elsewhere }) => sum + amount + elsewhere, 0)
    const isBack = sentBack(world.stripe.state, intent) >= owed
    const isDenied = refunds.some(({ status }) => status === "failed")
    return isBack && isDenied ? ["the customer has the money and reads that the bank does not"] : []
  })
}
