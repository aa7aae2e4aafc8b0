import type { Promised } from "./promises"

/** With an account nothing goes that its customer has paid. */
export const nothingClosedAway: Promised = async ({ sql }) => {
  const waiting = await sql`
    select from subscriptions where status = 'ready' and customer_id is null and order_line_id is not null`
  const payments = await sql<{ status: string }[]>`
    select p.status from payments p join orders o on o.id = p.order_id
    where o.customer_id is null and p.status in ('starting', 'open', 'processing')`
  const links = await sql`
    select from smartcard_links l where l.unlinked_at is null
    and not exists (select from customers c where c.id = l.customer_id)`
  return [
    ...waiting.map(() => "a paid package waits for a closed account"),
    ...payments.map(({ status }) => `a payment of a closed account is still ${status}`),
    ...links.map(() => "a closed account still has a card"),
  ]
}
