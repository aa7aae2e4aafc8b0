/** The rule of the expiry reminder a second time, without any code of the product. */

const zone = "Europe/Bucharest"
const hourMs = 3_600_000
const dayMs = 24 * hourMs

const wallFormat = new Intl.DateTimeFormat("sv-SE", {
  timeZone: zone,
  dateStyle: "short",
  timeStyle: "medium",
})
const longFormat = new Intl.DateTimeFormat("ro", {
  timeZone: zone,
  weekday: "long",
  day: "numeric",
  month: "long",
})

/** "2026-10-25 03:00:00", as a clock in Bucharest shows it. */
const wallTime = (instant: number) => wallFormat.format(instant)
const dayOf = (instant: number) => wallTime(instant).slice(0, 10)

/** The beginning of every hour of a day. One hour comes twice in October, and one is missing in March. */
export function hoursOf(day: string): readonly { readonly hour: number; readonly at: Date }[] {
  const from = Date.parse(`${day}T00:00:00Z`) - dayMs
  return Array.from({ length: 72 }, (_, hours) => from + hours * hourMs)
    .filter((instant) => dayOf(instant) === day)
    .map((instant) => ({ hour: Number(wallTime(instant).slice(11, 13)), at: new Date(instant) }))
}

/** The first instant of the day that is so many days after the given one. */
export function startOfDay(day: string, daysLater = 0): Date {
  const date = new Date(Date.parse(`${day}T00:00:00Z`) + daysLater * dayMs).toISOString().slice(0, 10)
  const [first] = hoursOf(date)
  if (!first) throw new Error(`${date} has no hours`)
  return first.at
}

export type Period = { readonly startsAt: Date; readonly endsAt: Date }

/** The two sentences of a reminder about the end of one period. */
export type Announcement = { readonly days: string; readonly lastDay: string }

/** What a run at `now` must announce about `period`; `all` are that package's periods on the card. */
export function announcementOf(period: Period, all: readonly Period[], now: Date): Announcement | null {
  const lastInstant = period.endsAt.getTime() - 1
  const days = (Date.parse(dayOf(lastInstant)) - Date.parse(dayOf(now.getTime()))) / dayMs
  const isContinued = all.some(
    (other) => other !== period && other.startsAt <= period.endsAt && other.endsAt > period.endsAt,
  )
  if (days < 0 || days > 5 || period.endsAt <= now || isContinued) return null
  return { days: daysInWords(days), lastDay: `Ultima zi: ${longFormat.format(lastInstant)}` }
}

function daysInWords(days: number): string {
  if (days === 0) return "Expiră azi"
  return days === 1 ? "Expiră în 1 zi" : `Expiră în ${days} zile`
}
