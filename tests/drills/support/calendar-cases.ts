import { dayMs, hourMs, later } from "@/lib/domain/time/lifetimes"
import { beginOf, type Period } from "./calendar-model"

const monthMs = 30 * dayMs
const until = (endsAt: Date): Period => ({ startsAt: later(endsAt, -monthMs), endsAt })
const after = (startsAt: Date): Period => ({ startsAt, endsAt: later(startsAt, monthMs) })

export type Holding = {
  /** The periods of one package on one card. */
  readonly periods: readonly Period[]
  /** What a first run says of its end, at whatever hour it comes; null when it says nothing. */
  readonly firstWords: string | null
}

/** What customers may hold on a day at an instant. */
export function holdings(day: string, now: Date): Readonly<Record<string, Holding>> {
  const begin = (daysLater: number) => beginOf(day, daysLater)
  const one = (endsAt: Date, firstWords: string | null) => ({ periods: [until(endsAt)], firstWords })
  const inThreeDays = later(begin(3), 12 * hourMs)
  const renewed = (startsAt: Date) => [until(inThreeDays), after(startsAt)]
  return {
    "ends with the fifth day": one(begin(6), "Expiră în 5 zile"),
    "ends with the first instant of the fifth day": one(later(begin(5), 1), "Expiră în 5 zile"),
    "ends with the first instant of the sixth day": one(later(begin(6), 1), null),
    "ends with the sixth day": one(begin(7), null),
    "ends with today": one(begin(1), "Expiră azi"),
    "ends with this instant": one(later(now, 1), "Expiră azi"),
    "ends tomorrow at noon": one(later(begin(1), 12 * hourMs), "Expiră în 1 zi"),
    "ended now": one(now, null),
    "ended an hour ago": one(later(now, -hourMs), null),
    "renewed without a gap": { periods: renewed(inThreeDays), firstWords: null },
    "renewed with a gap": { periods: renewed(later(inThreeDays, hourMs)), firstWords: "Expiră în 3 zile" },
    "was due yesterday already": one(begin(5), "Expiră în 4 zile"),
    "was due three days ago already": one(later(begin(2), 18 * hourMs), "Expiră în 2 zile"),
  }
}
