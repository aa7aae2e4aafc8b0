import ICAL from "ical.js"
import nodeIcal from "node-ical"

export type ReadEvent = {
  readonly uid: string
  /** "2026-11-22" */
  readonly first: string
  /** Exclusive. */
  readonly end: string
  readonly title: string
  readonly text: string
}

const bySort = (events: ReadEvent[]) => events.toSorted((a, b) => a.uid.localeCompare(b.uid))

/** As ical.js (Mozilla) reads a calendar. Throws at what it cannot read. */
export function readWithIcalJs(text: string): ReadEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one))
  return bySort(
    events.map(({ uid, startDate, endDate, summary, description }) => {
      if (!startDate.isDate || !endDate.isDate) throw new Error("An event is not of whole days")
      return { uid, first: startDate.toString(), end: endDate.toString(), title: summary, text: description }
    }),
  )
}

/** As node-ical reads it, which shares no code with the other. */
export function readWithNodeIcal(text: string): ReadEvent[] {
  const events = Object.values(nodeIcal.sync.parseICS(text)).filter((one) => one?.type === "VEVENT")
  return bySort(
    events.map(({ uid, datetype, start, end, summary, description }) => {
      if (datetype !== "date" || !end) throw new Error("An event is not of whole days")
      return {
        uid,
        first: localDay(start),
        end: localDay(end),
        title: textOf(summary),
        text: textOf(description),
      }
    }),
  )
}

/** This parser makes days midnights of the machine. */
function localDay(date: Date): string {
  const twoDigits = (part: number) => String(part).padStart(2, "0")
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`
}

const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value))
