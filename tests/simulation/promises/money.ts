import { sentBack } from "../vendors/stripe-state"
import { days } from "../world/world"
import type { Promised } from "./promises"

/** Every sum that Stripe got is the sum of one payment, and no payment has money that Stripe did not get. */
export const providerMoney: Promised = async ({ sql, stripe, clock }) => {
  const rows = await sql<{ intent: string | null; received: number; status: string }[]>`
    select provider_payment_id as intent, received_amount as received, status from payments
    where received_amount is not null`
  const stored = new Map(rows.map((row) => [row.intent, row.received]))
  const got = [...stripe.state.intents.values()].filter(
    ({ settledAt, status }) => status === "succeeded" && (settledAt ?? 0) < clock.now - days(1),
  )
  return [
    ...got
      .filter(({ id, amount }) => stored.get(id) !== amount)
      .map(({ id, amount }) => `${amount} bani of ${id} are in no payment`),
    ...rows
      .filter(({ intent }) => stripe.state.intents.get(intent ?? "")?.status !== "succeeded")
      .map(({ received }) => `a payment has ${received} bani that Stripe never got`),
  ]
}

/** What the tables say of a refund is what Stripe says. */
export const providerRefunds: Promised = async ({ sql, stripe, clock }) => {
  const rows = await sql<{ provider_id: string; status: string; amount: number }[]>`
    select provider_refund_id as provider_id, status, amount from refunds where provider_refund_id is not null`
  const stored = new Map(rows.map((row) => [row.provider_id, row]))
  const old = [...stripe.state.refunds.values()].filter(({ createdAt }) => createdAt < clock.now - days(2))
  return old.flatMap(({ id, status, refundId }) => {
    const row = stored.get(id)
    // The failure of one try gives way to the next try, which has another id at Stripe.
    if (!row)
      return status === "failed" ? [] : [`a ${status} refund${refundId ? "" : " by hand"} is in no table`]
    return row.status === status ? [] : [`a refund is ${row.status} in the table and ${status} at Stripe`]
  })
}

/**
 * For each order: what Stripe got, less what went back, is what is billed, under review, or on its way back.
 * A refund by hand stands on the operator's list until a storno takes it up.
 */
export const booksBalance: Promised = async ({ sql, stripe }) => {
  const rows = await sql<Row[]>`
    select o.number::text, coalesce(array_agg(p.provider_payment_id) filter (where p.received_amount > 0), '{}') as intents,
      coalesce((select sum(total_bani) from invoices i where i.order_id = o.id), 0)::int as billed,
      coalesce(sum(p.received_amount) filter (where p.status = 'needs_review'), 0)::int as review,
      coalesce((select sum(r.amount - r.elsewhere_amount) from refunds r join payments q on q.id = r.payment_id
        where q.order_id = o.id and r.storno_id is not null and r.status <> 'succeeded'), 0)::int as owed,
      coalesce((select sum(case when r.storno_id is null then r.amount else -r.elsewhere_amount end)
        from refunds r join payments q on q.id = r.payment_id
        where q.order_id = o.id and r.status <> 'failed'), 0)::int as by_hand
    from orders o left join payments p on p.order_id = o.id group by o.id order by o.number`
  return rows.flatMap(({ number, intents, billed, review, owed, by_hand: byHand }) => {
    const kept = intents.reduce((sum, id) => {
      const intent = stripe.state.intents.get(id)
      return sum + (intent?.status === "succeeded" ? intent.amount - sentBack(stripe.state, id) : 0)
    }, 0)
    const pending = intents.reduce((sum, id) => sum + pendingOf(stripe.state, id), 0)
    const expected = billed + review + owed - byHand
    const isBalanced = kept === expected || kept + pending === expected || kept === expected + byHand
    return isBalanced ? [] : [`order ${number}: ${kept} bani kept, ${expected} expected`]
  })
}

type Row = {
  readonly number: string
  readonly intents: readonly string[]
  readonly billed: number
  readonly review: number
  readonly owed: number
  readonly by_hand: number
}

const pendingOf = (
  { refunds }: { readonly refunds: Parameters<typeof sentBack>[0]["refunds"] },
  id: string,
) =>
  [...refunds.values()]
    .filter((refund) => refund.intentId === id && refund.status === "pending")
    .reduce((sum, { amount }) => sum + amount, 0)
