import { days, type World } from "../world/world"
import type { Promised } from "./promises"

/** Nothing is under way for longer than it can take. */
export const nothingUnderWay: Promised = async (world) => [
  ...(await lateOrders(world)),
  ...(await latePayments(world)),
  ...(await lateRefunds(world)),
  ...(await lateCommands(world)),
]

async function lateOrders({ sql, clock }: World): Promise<string[]> {
  const rows = await sql<{ number: string }[]>`
    select number::text from orders o where status = 'open' and expires_at < ${new Date(clock.now - days(1))}
    and not exists (select from payments p where p.order_id = o.id and p.status in ('processing', 'needs_review'))`
  return rows.map(({ number }) => `order ${number} is still open`)
}

async function latePayments({ sql, clock, stripe }: World): Promise<string[]> {
  const rows = await sql<{ status: string; session: string | null; expires: Date }[]>`
    select status, session_id as session, expires_at as expires from payments
    where status in ('starting', 'open', 'processing')`
  return rows.flatMap(({ status, session, expires }) => {
    const intent = stripe.state.intents.get((session ?? "").replace("cs_", "pi_"))
    const isLate = status !== "processing" && expires.getTime() < clock.now - days(1)
    const isAnswered = intent?.settledAt !== null && (intent?.settledAt ?? clock.now) < clock.now - days(1)
    return isLate || isAnswered ? [`a payment is still ${status}`] : []
  })
}

async function lateRefunds({ sql, clock, stripe }: World): Promise<string[]> {
  const rows = await sql<{ status: string; provider_id: string | null; elsewhere: string[] }[]>`
    select status, provider_refund_id as provider_id, case when amount = elsewhere_amount then array(
      select h.provider_refund_id from refunds h where h.payment_id = r.payment_id and h.id <> r.id
      and h.provider_refund_id is not null) else '{}' end as elsewhere
    from refunds r where status in ('starting', 'pending') and created_at < ${new Date(clock.now - days(1))}`
  const isPending = (id: string | null) => stripe.state.refunds.get(id ?? "")?.status === "pending"
  // A refund that others make whole waits for them.
  return rows.flatMap(({ status, provider_id: id, elsewhere }) =>
    isPending(id) || elsewhere.some(isPending) ? [] : [`a refund is still ${status}`],
  )
}

async function lateCommands({ sql, clock }: World): Promise<string[]> {
  const rows = await sql<{ type: string }[]>`
    select type from entitlement_commands where status = 'pending'
    and created_at < ${new Date(clock.now - days(1))}`
  return rows.map(({ type }) => `a ${type} is still pending`)
}
