import { alertDays } from "@/lib/domain/packages/subscription-state"
import { inPlainSigns } from "@/lib/domain/words/plain-text"
import { dayCount } from "@/lib/domain/words/plural"
import { addDays, bucharestDate, type CivilDate, formatLongDate, lastDayOf } from "./civil-date"

type Period = {
  readonly id: string
  readonly packageName: string
  /** The customer's own name for the card; may be empty. */
  readonly label: string
  /** Null: not to be read by this customer. */
  readonly startsAt: Date | null
  /** Exclusive. */
  readonly endsAt: Date
  /** A later period of the same package on the same card begins by its end. */
  readonly isContinued: boolean
}

/** An all-day event. `periodId` and `kind` stay the same when its day moves. */
export type CalendarEvent = {
  readonly periodId: string
  readonly kind: "last-day" | "ends-soon"
  readonly day: CivilDate
  readonly title: string
  readonly text: string
}

/**
 * The last day of each period, in Bucharest, and the day on which reminders begin. A continued period has the
 * first alone, in other words, and so has a period that began later than that day.
 */
export const calendarEvents = (periods: readonly Period[]): CalendarEvent[] =>
  periods.flatMap((period) =>
    period.isContinued ? [continuedDay(period)] : [...endsSoon(period), lastDay(period)],
  )

function continuedDay({ id, packageName, label, endsAt }: Period): CalendarEvent {
  return {
    ...{ periodId: id, kind: "last-day", day: lastDayOf(endsAt) },
    title: onCard(`${packageName} continuă`, label),
    text: "Se termină o perioadă plătită și începe următoarea. Nu ai nimic de făcut.",
  }
}

function lastDay({ id, packageName, label, endsAt }: Period): CalendarEvent {
  return {
    ...{ periodId: id, kind: "last-day", day: lastDayOf(endsAt) },
    title: onCard(`${packageName}: ultima zi`, label),
    text: "Îl reînnoiești din contul tău, în două minute.",
  }
}

function endsSoon({ id, packageName, label, startsAt, endsAt }: Period): CalendarEvent[] {
  const last = lastDayOf(endsAt)
  const day = addDays(last, -alertDays)
  if (startsAt && bucharestDate(startsAt) > day) return []
  const title = onCard(`${packageName} expiră în ${dayCount(alertDays)}`, label)
  const text = `Ultima zi este ${inPlainSigns(formatLongDate(last))}. Îl reînnoiești din contul tău, în două minute.`
  return [{ periodId: id, kind: "ends-soon", day, title, text }]
}

const onCard = (words: string, label: string) => (label ? `${words} · ${label}` : words)
