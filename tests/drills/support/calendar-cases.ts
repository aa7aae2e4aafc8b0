import { dayMs, hourMs, later } from "@/lib/domain/time/lifetimes"
import { type Period, startOfDay } from "./calendar-model"

const monthMs = 30 * dayMs
const until = (endsAt: Date): Period => ({ startsAt: later(endsAt, -monthMs), endsAt })
const after = (startsAt: Date): Period => ({ startsAt, endsAt: later(startsAt, monthMs) })

export type CalendarCase = {
  /** The periods of one package on one card. */
  readonly periods: readonly Period[]
  /** What the first run of the day announces, at any hour; null when it announces nothing. */
  readonly firstWords: string | null
}

/** The customers of one run on `day` at `now`, by what they have. */
export function calendarCases(day: string, now: Date): Readonly<Record<string, CalendarCase>> {
  const start = (daysLater: number) => startOfDay(day, daysLater)
  const one = (endsAt: Date, firstWords: string | null) => ({ periods: [until(endsAt)], firstWords })
  const inThreeDays = later(start(3), 12 * hourMs)
  const renewed = (startsAt: Date) => [until(inThreeDays), after(startsAt)]
  return {
    "ends with the fifth day": one(start(6), "Expiră în 5 zile"),
    "ends with the first instant of the fifth day": one(later(start(5), 1), "Expiră în 5 zile"),
    "ends with the first instant of the sixth day": one(later(start(6), 1), null),
    "ends with the sixth day": one(start(7), null),
    "ends with today": one(start(1), "Expiră azi"),
    "ends with this instant": one(later(now, 1), "Expiră azi"),
    "ends tomorrow at noon": one(later(start(1), 12 * hourMs), "Expiră în 1 zi"),
    "ended now": one(now, null),
    "ended an hour ago": one(later(now, -hourMs), null),
    "renewed without a gap": { periods: renewed(inThreeDays), firstWords: null },
    "renewed with a gap": { periods: renewed(later(inThreeDays, hourMs)), firstWords: "Expiră în 3 zile" },
    "was due yesterday already": one(start(5), "Expiră în 4 zile"),
    "was due three days ago already": one(later(start(2), 18 * hourMs), "Expiră în 2 zile"),
  }
}
