import { type SubscriptionState, stateWords } from "@/lib/domain/packages/subscription-state"
import { unreachable } from "@/lib/domain/result"
import {
  type CivilDate,
  daysBetween,
  formatDate,
  formatDayAndMonth,
  formatLongDate,
  formatMonth,
  formatShortDay,
} from "@/lib/domain/time/civil-date"
import { dayCount, monthCount, smartcardCount, thingsInWords } from "./plural"

type Row = {
  readonly name: string
  readonly state: SubscriptionState
  readonly boughtOn: CivilDate | null
  readonly months: number | null
}

/** The line under one period, on its own page. */
export function packageNote({ state, boughtOn, months }: Row): string {
  switch (state.kind) {
    case "ready":
      return [boughtOn ? `Plătit pe ${formatDate(boughtOn)}` : "", months ? monthCount(months) : ""]
        .filter(Boolean)
        .join(" · ")
    case "expired":
      return `A fost valabil până la ${formatDate(state.lastDay)}`
    case "scheduled":
    case "activating":
    case "active":
    case "expiring":
      return `Valabil până la ${formatDate(state.lastDay)}`
    default:
      return unreachable(state)
  }
}

/** Within this many days a day is named by its weekday. */
const weekdayDays = 14

const isNear = (day: CivilDate, today: CivilDate) => daysBetween(today, day) <= weekdayDays

/** After "până": "luni, 30 nov.", "azi", or "la 30.12.2026" where it is further away. */
function untilWords(day: CivilDate, today: CivilDate): string {
  if (day === today) return "azi"
  return isNear(day, today) ? formatShortDay(day) : `la ${formatDate(day)}`
}

/** After "expiră" and "a expirat": "azi", "luni, 30 noiembrie". */
export const onDay = (day: CivilDate, today: CivilDate): string =>
  day === today ? "azi" : formatLongDate(day)

/** The whole row of a package: what runs, what follows it and what waits for a click. */
type WholeRow = {
  readonly current: Row | null
  readonly queued: readonly Row[]
  readonly waiting: readonly Row[]
  readonly ended: Row | null
  readonly runsUntil: CivilDate | null
}

/** The second line of a package's row. */
export function rowNote(row: WholeRow, today: CivilDate): string {
  const { current, queued, waiting, ended, runsUntil } = row
  if (current && runsUntil) {
    const until = `până ${untilWords(runsUntil, today)}`
    if (waiting.length > 0) return `${until}, apoi ${paidWords(waiting)}`
    const isContinued = "lastDay" in current.state && current.state.lastDay < runsUntil
    return isContinued ? `${until} · ${leftOf(current)}, apoi ${paidWords(queued)}` : until
  }
  if (waiting.length > 0) return ["plătit", monthsOf(waiting)].filter(Boolean).join(" · ")
  const [next] = queued
  if (next?.state.kind === "scheduled")
    return `începe ${onceWords(next.state.firstDay, today)} · până ${untilWords(next.state.lastDay, today)}`
  return ended?.state.kind === "expired" ? `a fost până la ${formatDate(ended.state.lastDay)}` : ""
}

const onceWords = (day: CivilDate, today: CivilDate) =>
  isNear(day, today) ? formatShortDay(day) : `la ${formatDate(day)}`

const leftOf = ({ state }: Row) => ("daysLeft" in state ? dayCount(state.daysLeft) : "acum")

const sumOfMonths = (periods: readonly Row[]) => periods.reduce((sum, { months }) => sum + (months ?? 0), 0)

/** "1 lună"; empty where the months are not known. */
function monthsOf(periods: readonly Row[]): string {
  const months = sumOfMonths(periods)
  return months > 0 ? monthCount(months) : ""
}

function paidWords(periods: readonly Row[]): string {
  const months = sumOfMonths(periods)
  if (periods.some((one) => one.months === null) || months === 0) return "perioada plătită"
  return months === 1 ? "luna plătită" : `${monthCount(months)} plătite`
}

export type RowTone = "active" | "soon" | "waiting" | "over"
export type RowState = {
  readonly tone: RowTone
  /** Before the text, for those who hear the page: "Expiră în" before "4 zile". */
  readonly spoken: string
  readonly text: string
}

/** The state at the right of a package's row. */
export function rowState(row: WholeRow, today: CivilDate): RowState {
  const { current, queued, waiting, runsUntil } = row
  if (current?.state.kind === "activating") return said("waiting", "", stateWords(current.state))
  if (waiting.length > 0) return said("waiting", "Plătit – neactivat: ", "De activat")
  if (!current || !runsUntil)
    return queued.length > 0 ? said("waiting", "", "Programat") : said("over", "", "Expirat")
  const days = daysBetween(today, runsUntil)
  if (current.state.kind !== "expiring" || current.state.lastDay < runsUntil)
    return said("active", "Activ · ", dayCount(days))
  return days === 0 ? said("soon", "Expiră ", "azi") : said("soon", "Expiră în ", dayCount(days))
}

const said = (tone: RowTone, spoken: string, text: string): RowState => ({ tone, spoken, text })

type Answer = {
  readonly thingsToDo: number
  readonly restRunsUntil: CivilDate | null
  readonly emptyCards: number
  readonly cardCount: number
  readonly today: CivilDate
}

/** One sentence or two under the greeting: is there anything to do, and until when does the rest run. */
export function answerWords({ thingsToDo, restRunsUntil, emptyCards, cardCount, today }: Answer): string {
  const until = restRunsUntil && farWords(restRunsUntil, today)
  const empty =
    emptyCards > 0 && emptyCards < cardCount
      ? ` ${emptyCards === 1 ? "Un smartcard nu are" : `${smartcardCount(emptyCards)} nu au`} pachet.`
      : ""
  if (thingsToDo > 0)
    return `${thingsInWords(thingsToDo)} de făcut.${until ? ` Restul merge până ${until}.` : ""}${empty}`
  return until ? `Totul merge până ${until}.${empty}` : "Niciun pachet nu merge acum."
}

/** After "până": "luni, 30 noiembrie", "la 30 decembrie", "în mai", "în mai 2028". */
function farWords(day: CivilDate, today: CivilDate): string {
  const days = daysBetween(today, day)
  if (days <= weekdayDays) return onDay(day, today)
  if (days <= 60) return `la ${formatDayAndMonth(day)}`
  return days <= 330 ? `în ${formatMonth(day)}` : `în ${formatMonth(day)} ${day.slice(0, 4)}`
}
