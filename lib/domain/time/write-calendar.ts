import type { CalendarEvent } from "./calendar-events"
import { addDays, type CivilDate } from "./civil-date"

type Calendar = {
  readonly events: readonly (CalendarEvent & { readonly uid: string })[]
  /** Where each event leads: the account's page. */
  readonly url: string
  /** When this text is written. */
  readonly writtenAt: Date
}

/** How often programs are asked to read the feed again. */
const refreshEvery = "PT12H"

/**
 * iCalendar (RFC 5545) with the names of RFC 7986 and those that calendar programs knew before it. Without a
 * METHOD, DTSTAMP says when an event was last revised; every text counts as a revision, so that a moved day
 * replaces what a program keeps.
 */
export function writeCalendar({ events, url, writtenAt }: Calendar): string {
  const stamp = utc(writtenAt)
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Focus Sat//Contul meu//RO",
    "CALSCALE:GREGORIAN",
    "NAME:Focus Sat",
    "X-WR-CALNAME:Focus Sat",
    "X-WR-TIMEZONE:Europe/Bucharest",
    `REFRESH-INTERVAL;VALUE=DURATION:${refreshEvery}`,
    `X-PUBLISHED-TTL:${refreshEvery}`,
    ...bucharest,
    ...events.flatMap((event) => [
      "BEGIN:VEVENT",
      `UID:${event.uid}`,
      `DTSTAMP:${stamp}`,
      `LAST-MODIFIED:${stamp}`,
      `DTSTART;VALUE=DATE:${compact(event.day)}`,
      `DTEND;VALUE=DATE:${compact(addDays(event.day, 1))}`,
      `SUMMARY:${escapeText(event.title)}`,
      `DESCRIPTION:${escapeText(`${event.text}\n${url}`)}`,
      `URL:${url}`,
      "CLASS:PRIVATE",
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join("")
}

/** A calendar has at least one component: also that of a customer without packages. */
const bucharest = [
  "BEGIN:VTIMEZONE",
  "TZID:Europe/Bucharest",
  "BEGIN:DAYLIGHT",
  "DTSTART:19970330T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0300",
  "TZNAME:EEST",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "DTSTART:19971026T040000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "TZOFFSETFROM:+0300",
  "TZOFFSETTO:+0200",
  "TZNAME:EET",
  "END:STANDARD",
  "END:VTIMEZONE",
]

/** "20261122" */
const compact = (day: CivilDate) => day.replaceAll("-", "")

/** "20261122T093000Z" */
const utc = (instant: Date) => instant.toISOString().replace(/[-:]|\.\d+/g, "")

/** Controls other than line breaks have no place in a text; half an emoji would have no bytes. */
const escapeText = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/(?!\n)\p{Cc}/gu, " ")
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll("\n", "\\n")

const longestLine = 75

/** Breaks a line so that none has more than 75 octets; a character of UTF-8 is never divided. */
function fold(line: string): string {
  let [folded, octets] = ["", 0]
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > longestLine) {
      folded += "\r\n "
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4
}
