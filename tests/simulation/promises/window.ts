import { listWithdrawableOrders } from "@/lib/orders/withdrawal/list-withdrawable-orders"
import type { World } from "../world/world"
import { bucharestDay } from "./calendar"
import type { Promised } from "./promises"

/** Fourteen days after the day of the order; one that is a Saturday or a Sunday moves to Monday. */
function lastDayOf(orderedAt: Date): number {
  const day = bucharestDay(orderedAt.getTime()) + 14
  // The first day of 1970 was a Thursday.
  const weekday = (day + 4) % 7
  if (weekday === 6) return day + 2
  return weekday === 0 ? day + 1 : day
}

/** Holidays move the last day further, at most this far. */
const holidays = 6

/** Within fourteen days nothing starts, or is queued, without the express request. */
export const expressAsked: Promised = async ({ sql }) => {
  const rows = await sql<{ ordered: Date; at: Date }[]>`
    select o.created_at as ordered, s.activated_at as at from subscriptions s
    join order_lines l on l.id = s.order_line_id join orders o on o.id = l.order_id
    where s.activated_at is not null and s.express_request is null`
  return rows.flatMap(({ ordered, at }) =>
    bucharestDay(at.getTime()) <= lastDayOf(ordered)
      ? ["started within fourteen days, and not asked for"]
      : [],
  )
}

/** Until the end of the last day a paid order can be withdrawn from, and not for weeks after it. */
export const withdrawalOffered: Promised = async (world) => {
  const today = bucharestDay(world.clock.now)
  const broken = await Promise.all(
    world.people.map(async ({ customerId }) => {
      const offered = new Set(
        (await listWithdrawableOrders(world.app, customerId)).map(({ number }) => String(number)),
      )
      return (await paidOrders(world, customerId)).flatMap(({ number, ordered }) => {
        const isOffered = offered.has(number)
        if (!isOffered && today <= lastDayOf(ordered)) return ["an order within its days cannot be undone"]
        return isOffered && today > lastDayOf(ordered) + holidays ? ["an old order can be undone"] : []
      })
    }),
  )
  return broken.flat()
}

const paidOrders = ({ sql }: World, customerId: string) => sql<{ number: string; ordered: Date }[]>`
  select number::text, created_at as ordered from orders where customer_id = ${customerId} and status = 'paid'`
