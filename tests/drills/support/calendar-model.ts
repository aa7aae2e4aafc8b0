/** The rule of the expiry alert once more (product.md), in plain Date and Intl: nothing here is the product's. */

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
const wall = (instant: number) => wallFormat.format(instant)
const dayOf = (instant: number) => wall(instant).slice(0, 10)

/** Every instant of that day at which a full hour strikes, with its hour: one strikes twice in October, one not at all in March. */
export function strikes(day: string): readonly { readonly hour: number; readonly at: Date }[] {
  const from = Date.parse(`${day}T00:00:00Z`) - dayMs
  return Array.from({ length: 72 }, (_, hours) => from + hours * hourMs)
    .filter((instant) => dayOf(instant) === day)
    .map((instant) => ({ hour: Number(wall(instant).slice(11, 13)), at: new Date(instant) }))
}

/** The instant at which a day begins, so many days after another. */
export function beginOf(day: string, daysLater = 0): Date {
  const date = new Date(Date.parse(`${day}T00:00:00Z`) + daysLater * dayMs).toISOString().slice(0, 10)
  const [first] = strikes(date)
  if (!first) throw new Error(`${date} has no hours`)
  return first.at
}

export type Period = { readonly startsAt: Date; readonly endsAt: Date }

/** What the reminder of one period says of its end. */
export type Announcement = { readonly days: string; readonly lastDay: string }

/** What is to be announced at an instant of one package on one card; null when nothing is. */
export function announced(period: Period, all: readonly Period[], now: Date): Announcement | null {
  const lastInstant = period.endsAt.getTime() - 1
  const days = (Date.parse(dayOf(lastInstant)) - Date.parse(dayOf(now.getTime()))) / dayMs
  const isContinued = all.some(
    (other) => other !== period && other.startsAt <= period.endsAt && other.endsAt > period.endsAt,
  )
  if (days < 0 || days > 5 || period.endsAt <= now || isContinued) return null
  return { days: inWords(days), lastDay: `Ultima zi: ${longFormat.format(lastInstant)}` }
}

function inWords(days: number): string {
  if (days === 0) return "Expiră azi"
  return days === 1 ? "Expiră în 1 zi" : `Expiră în ${days} zile`
}
