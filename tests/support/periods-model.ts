import type { SubscriptionId } from "@/lib/domain/ids/brand"
import { addMonths } from "@/lib/domain/time/civil-date"

/** A subscription in the model of periods: a plain list without a database. */
export type Modelled = {
  id: SubscriptionId | null
  card: number
  pack: number
  months: number
  status: "ready" | "active" | "refunded"
  startsAt: Date | null
  endsAt: Date | null
}

export const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length]
  if (item === undefined) throw new Error("There is none")
  return item
}

export const sameTimes = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime()

export const onCard = (model: readonly Modelled[], { card, pack }: { card: number; pack: number }) =>
  model.filter((one) => one.status === "active" && one.card === card && one.pack === pack)

/** One of the bought subscriptions, mostly one of this status; undefined without any. */
export const chosen = (model: readonly Modelled[], index: number, status: Modelled["status"]) => {
  const bought = model.filter(({ id }) => id !== null)
  const likely = bought.filter((one) => one.status === status)
  const from = likely.length > 0 && index % 5 > 0 ? likely : bought
  const one = from[index % Math.max(from.length, 1)]
  return one?.id ? { one, id: one.id } : undefined
}

export const overlap = (one: Modelled, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }) =>
  one.startsAt !== null && one.endsAt !== null && one.startsAt < endsAt && startsAt < one.endsAt

type Span = { readonly startsAt: Date; readonly endsAt: Date }

/** Tries now and each end, the earliest first: the first at which the months overlap no other period. */
export function firstPlace(others: readonly Modelled[], now: Date, months: number): Span {
  const ends = others.flatMap(({ endsAt }) => (endsAt && endsAt > now ? [endsAt] : []))
  const places = [now, ...ends]
    .toSorted((one, other) => one.getTime() - other.getTime())
    .map((startsAt) => ({ startsAt, endsAt: addMonths(startsAt, months) }))
  const free = places.find((place) => !others.some((one) => overlap(one, place)))
  if (!free) throw new Error("After the last one there is always a place")
  return free
}

/** Queued periods that could start earlier: there is never one at rest. */
export const misplaced = (model: readonly Modelled[], now: Date): Modelled[] =>
  model.filter(
    (one) => one.id !== null && one.startsAt !== null && one.startsAt > now && earlierPlace(model, one, now),
  )

function earlierPlace(model: readonly Modelled[], one: Modelled, now: Date): Span | null {
  if (one.status !== "active" || !one.startsAt) return null
  const others = onCard(model, one).filter((other) => other !== one)
  const place = firstPlace(others, now, one.months)
  return place.startsAt < one.startsAt ? place : null
}

/** A period went away: what is queued moves up, or waits again where its buyer withdrew. Answers how many. */
export function follow(model: readonly Modelled[], cell: Modelled, { now, isWithdrawn }: Followed): number {
  let followed = 0
  const queued = onCard(model, cell).filter(({ id, startsAt }) => id !== null && startsAt && startsAt > now)
  for (const one of queued.toSorted((a, b) => Number(a.startsAt) - Number(b.startsAt))) {
    const place = earlierPlace(model, one, now)
    if (place) followed += 1
    if (place && isWithdrawn) Object.assign(one, { status: "ready", startsAt: null, endsAt: null })
    else if (place) Object.assign(one, place)
  }
  return followed
}

type Followed = { readonly now: Date; readonly isWithdrawn: boolean }

/** A line of a file that says what is stored: it lies in a bought period, or ends with an imported one. */
export const says = (one: Modelled, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }) =>
  one.startsAt !== null &&
  one.endsAt !== null &&
  (one.id === null
    ? one.startsAt < startsAt && sameTimes(one.endsAt, endsAt)
    : one.startsAt <= startsAt && one.endsAt >= endsAt)

export const written = (one: {
  status: string
  startsAt: Date | null
  endsAt: Date | null
  card: number
  pack: number
}) =>
  `${one.card}/${one.pack} ${one.status} ${one.startsAt?.toISOString() ?? "-"} ${one.endsAt?.toISOString() ?? "-"}`
