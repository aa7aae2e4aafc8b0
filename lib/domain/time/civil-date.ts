import type { Brand } from "@/lib/domain/ids/brand"

/** A calendar day without a time zone, "2026-11-22". Sorts as text. */
export type CivilDate = Brand<string, "CivilDate">

/** The time zone of every civil day in this product. */
const zone = "Europe/Bucharest"
const dayMs = 86_400_000

const dayInBucharest = new Intl.DateTimeFormat("en-CA", {
  timeZone: zone,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
})

/** The day in Bucharest at an instant. */
export const bucharestDate = (instant: Date): CivilDate => dayInBucharest.format(instant) as CivilDate

/** "2026-11-22"; null for any text that is no day of the calendar. */
export function parseDay(written: string): CivilDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) return null
  const instant = Date.parse(`${written}T00:00:00Z`)
  return !Number.isNaN(instant) && fromUtc(instant) === written ? fromUtc(instant) : null
}

/** The last day of a period with an exclusive end: the day in Bucharest of its last millisecond. */
export const lastDayOf = (endsAt: Date): CivilDate => bucharestDate(new Date(endsAt.getTime() - 1))

export const addDays = (date: CivilDate, days: number): CivilDate => fromUtc(toUtc(date) + days * dayMs)

/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => (toUtc(to) - toUtc(from)) / dayMs

/** Days in Bucharest from today to the last day: 0 on the last day, negative afterwards. */
export const daysLeft = (endsAt: Date, now: Date): number =>
  daysBetween(bucharestDate(now), lastDayOf(endsAt))

const clockInBucharest = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
})

/** Bucharest's offset from UTC at an instant, in milliseconds. */
function offsetAt(instant: number): number {
  const parts = Object.fromEntries(
    clockInBucharest.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  const whole = Math.floor(instant / 1000) * 1000
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole
}

/**
 * The instant of a day and a time of day in Bucharest (milliseconds since midnight). A time that does not
 * exist in spring is read with the offset before the change. For a time that exists twice in autumn, the
 * earlier instant is returned.
 */
export function bucharestInstant(date: CivilDate, timeOfDayMs = 0): Date {
  const wall = toUtc(date) + timeOfDayMs
  const before = offsetAt(wall - dayMs)
  const after = offsetAt(wall + dayMs)
  const fits = [wall - before, wall - after].filter((instant) => instant + offsetAt(instant) === wall)
  return new Date(Math.min(...(fits.length > 0 ? fits : [wall - before])))
}

/** The day in Bucharest at an instant, and the milliseconds since its midnight. */
export function bucharestClock(instant: Date): { date: CivilDate; timeOfDayMs: number } {
  const wall = instant.getTime() + offsetAt(instant.getTime())
  const date = fromUtc(Math.floor(wall / dayMs) * dayMs)
  return { date, timeOfDayMs: wall - toUtc(date) }
}

/**
 * Calendar months later, at the same time of day in Bucharest. If the target month has no such day, its last
 * day is taken.
 */
export function addMonths(instant: Date, months: number): Date {
  const { date, timeOfDayMs } = bucharestClock(instant)
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  const clamped = Math.min(day, lastOfMonth.getUTCDate())
  return bucharestInstant(
    fromUtc(Date.UTC(lastOfMonth.getUTCFullYear(), lastOfMonth.getUTCMonth(), clamped)),
    timeOfDayMs,
  )
}

/** "22.11.2026" */
export const formatDate = (date: CivilDate): string => date.split("-").reverse().join(".")

/** "22.11.2026, 14:05", in Bucharest. */
export function formatInstant(instant: Date): string {
  const { date, timeOfDayMs } = bucharestClock(instant)
  return `${formatDate(date)}, ${clockOf(timeOfDayMs)}`
}

/** "pe 22.11.2026, la 14:05", in Bucharest. */
export function instantInWords(instant: Date): string {
  const { date, timeOfDayMs } = bucharestClock(instant)
  return `pe ${formatDate(date)}, la ${clockOf(timeOfDayMs)}`
}

/** "14:05", in Bucharest. */
export const formatClock = (instant: Date): string => clockOf(bucharestClock(instant).timeOfDayMs)

function clockOf(timeOfDayMs: number): string {
  const minutes = Math.floor(timeOfDayMs / 60_000)
  const twoDigits = (part: number) => String(part).padStart(2, "0")
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

const longDate = new Intl.DateTimeFormat("ro", {
  timeZone: "UTC",
  weekday: "long",
  day: "numeric",
  month: "long",
})

/** "joi, 26 noiembrie", with the day and its month on one line. */
export const formatLongDate = (date: CivilDate): string => unbroken(longDate.format(toUtc(date)))

const shortDay = new Intl.DateTimeFormat("ro", {
  timeZone: "UTC",
  weekday: "long",
  day: "numeric",
  month: "short",
})
const dayAndMonth = new Intl.DateTimeFormat("ro", { timeZone: "UTC", day: "numeric", month: "long" })
const monthName = new Intl.DateTimeFormat("ro", { timeZone: "UTC", month: "long" })

/** "luni, 30 nov.", with the day and its month on one line. */
export const formatShortDay = (date: CivilDate): string => unbroken(shortDay.format(toUtc(date)))

/** "30 noiembrie", on one line. */
export const formatDayAndMonth = (date: CivilDate): string => unbroken(dayAndMonth.format(toUtc(date)))

/** "noiembrie" */
export const formatMonth = (date: CivilDate): string => monthName.format(toUtc(date))

const unbroken = (words: string) => words.replace(/(\d) /g, "$1\u00a0")

const toUtc = (date: CivilDate): number => Date.parse(`${date}T00:00:00Z`)
const fromUtc = (instant: number): CivilDate => new Date(instant).toISOString().slice(0, 10) as CivilDate
