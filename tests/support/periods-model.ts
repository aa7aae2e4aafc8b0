import type { SubscriptionId } from "@/lib/domain/ids/brand"

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

export const sameTimes = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime()

export const onCard = (model: readonly Modelled[], { card, pack }: { card: number; pack: number }) =>
  model.filter((one) => one.status === "active" && one.card === card && one.pack === pack)

/** One of the bought subscriptions; undefined without any. */
export const chosen = (model: readonly Modelled[], index: number) => {
  const bought = model.filter(({ id }) => id !== null)
  const one = bought[index % Math.max(bought.length, 1)]
  return one?.id ? { one, id: one.id } : undefined
}

export const overlap = (one: Modelled, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }) =>
  one.startsAt !== null && one.endsAt !== null && one.startsAt < endsAt && startsAt < one.endsAt

export const written = (one: {
  status: string
  startsAt: Date | null
  endsAt: Date | null
  card: number
  pack: number
}) =>
  `${one.card}/${one.pack} ${one.status} ${one.startsAt?.toISOString() ?? "-"} ${one.endsAt?.toISOString() ?? "-"}`
