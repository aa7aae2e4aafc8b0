import { days } from "../world/world"
import { bucharestDate, bucharestDay, bucharestTime } from "./calendar"
import type { Promised } from "./promises"

type Period = {
  readonly id: string
  readonly cell: string
  readonly from: Date
  readonly until: Date
  readonly bought: boolean
}

/** A paid period that has not begun waits only for others that leave it no room. */
export const noHole: Promised = async ({ sql, clock }) => {
  const rows = await sql<Period[]>`
    select s.id, s.smartcard_id || '/' || s.package_id as cell, s.starts_at as from, s.ends_at as until,
      s.offer_id is not null as bought
    from subscriptions s where s.status = 'active' and s.ends_at > ${new Date(clock.now)}`
  return [...Map.groupBy(rows, ({ cell }) => cell).values()].flatMap((periods) =>
    periods.flatMap((period) => {
      if (!period.bought || period.from.getTime() < clock.now + days(2)) return []
      const others = periods.filter(({ id }) => id !== period.id)
      const free = firstFree(others, clock.now, period.until.getTime() - period.from.getTime())
      const waits = Math.floor((period.from.getTime() - free) / days(1))
      return waits >= 2 ? [`a paid period waits ${waits} days though its place is free`] : []
    }),
  )
}

/** The first instant from which on a length fits between the others. A month may be three days shorter. */
function firstFree(others: readonly Period[], now: number, length: number): number {
  const inOrder = others.toSorted((one, other) => one.from.getTime() - other.from.getTime())
  let at = now
  for (const { from, until } of inOrder) {
    if (from.getTime() - at >= length + days(3)) return at
    at = Math.max(at, until.getTime())
  }
  return at
}

type Withdrawn = {
  readonly price: number
  readonly back: number
  readonly from: Date
  readonly until: Date
  readonly at: Date
  readonly express: boolean
  readonly commands: readonly string[]
  readonly acknowledged: Date | null
}

/**
 * A withdrawal keeps the price of the days since the gateway acknowledged the package, and of none before it
 * was open there.
 */
export const usedDays: Promised = async ({ sql, gateway }) => {
  const rows = await sql<Withdrawn[]>`
    select l.price_bani as price, -n.price_bani as back, s.starts_at as from, s.ends_at as until, i.issued_at as at,
      s.express_request is not null as express,
      array(select c.id::text from entitlement_commands c where c.subscription_id = s.id and c.type = 'grant') as commands,
      (select min(c.settled_at) from entitlement_commands c where c.subscription_id = s.id and c.type = 'grant'
        and c.status = 'acknowledged' and c.starts_at = s.starts_at and c.created_at >= s.activated_at) as acknowledged
    from invoice_lines n join invoices i on i.id = n.invoice_id join order_lines l on l.id = n.order_line_id
    join subscriptions s on s.order_line_id = l.id where n.price_bani < 0 and s.starts_at is not null`
  const openedAt = new Map(gateway.history.map(({ id, at }) => [id, at]))
  return rows.flatMap((line) => {
    const kept = line.price - line.back
    const opened = Math.min(...line.commands.map((id) => openedAt.get(id) ?? Number.POSITIVE_INFINITY))
    const owed = owedFor(line, Math.max(opened, line.acknowledged?.getTime() ?? Number.POSITIVE_INFINITY))
    if (kept === owed) return []
    if (opened > line.at.getTime()) return [`${kept} bani kept for a package that never was open`]
    return [kept > owed ? `${kept} bani kept, ${owed} owed` : `${owed} bani owed, ${kept} kept`]
  })
}

/** Calendar days in Bucharest, each an equal part of the price; the last one belongs to the next period. */
function owedFor({ price, from, until, at, express }: Withdrawn, opened: number): number {
  const began = Math.max(opened, from.getTime())
  if (!express || began > at.getTime()) return 0
  const used = bucharestDay(at.getTime()) - bucharestDay(began) + 1
  const ofDays = bucharestDay(until.getTime()) - bucharestDay(from.getTime())
  return Math.floor((price * Math.min(used, ofDays)) / ofDays)
}

type Bought = { readonly from: Date; readonly until: Date; readonly months: number }

/**
 * A bought period ends whole calendar months after its start: on the same day of the month, or on the last
 * one of a shorter month, at the same time of day in Bucharest.
 */
export const wholeMonths: Promised = async ({ sql }) => {
  const rows = await sql<Bought[]>`
    select s.starts_at as from, s.ends_at as until, o.months from subscriptions s
    join offers o on o.id = s.offer_id where s.starts_at is not null`
  return rows.flatMap(({ from, until, months }) => {
    const [year = 0, month = 0, day = 0] = bucharestDate(from.getTime()).split("-").map(Number)
    const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
    const wanted = new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)))
    const isDay = bucharestDate(until.getTime()) === wanted.toISOString().slice(0, 10)
    const [began, ended] = [bucharestTime(from.getTime()), bucharestTime(until.getTime())]
    // The hour that is left out in spring ends an hour later by the clock.
    const isTime = ended === began || (ended.startsWith("04") && began.startsWith("03"))
    return isDay && isTime ? [] : [`${months} months end on another day or at another time`]
  })
}
