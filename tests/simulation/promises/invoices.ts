import { rateAt } from "../world/catalogue"
import type { Promised } from "./promises"

/** An invoice has the rate of the day on which the money came. */
export const vatOfTheDay: Promised = async ({ sql, stripe, catalogue }) => {
  const rows = await sql<{ rate: number; intent: string }[]>`
    select i.vat_basis_points as rate, p.provider_payment_id as intent from invoices i
    join payments p on p.order_id = i.order_id and p.status = 'paid' where i.storno_of is null`
  return rows.flatMap(({ rate, intent }) => {
    const cameAt = stripe.state.intents.get(intent)?.settledAt
    const wanted = cameAt ? rateAt(catalogue, cameAt) : rate
    return wanted === rate ? [] : [`an invoice at ${rate}, the money came at ${wanted}`]
  })
}

/** Dates never run against numbers. */
export const invoiceOrder: Promised = async ({ sql }) => {
  const rows = await sql<{ number: number }[]>`
    select number from (select number, issued_at, lag(issued_at) over (partition by series order by number) as before
      from invoices) i where issued_at < before`
  return rows.map(({ number }) => `invoice ${number} is older than the one before it`)
}
