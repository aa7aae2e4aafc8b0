import fc from "fast-check"
import { expect, test } from "vitest"
import { readWithIcalJs, readWithNodeIcal } from "@/tests/support/read-calendar"
import { calendarEvents } from "./calendar-events"
import { addMonths } from "./civil-date"
import { writeCalendar } from "./write-calendar"

const url = "https://cont.focussat.example/cont"
const readers = [readWithIcalJs, readWithNodeIcal]

type Period = Parameters<typeof calendarEvents>[0][number]

const aPeriod = (over: Partial<Period> = {}): Period => ({
  ...{ id: "1", packageName: "Familia", label: "", isContinued: false },
  ...{ startsAt: new Date("2026-01-01T10:00:00Z"), endsAt: new Date("2026-11-27T10:00:00Z") },
  ...over,
})

const write = (periods: readonly Period[]) =>
  writeCalendar({
    events: calendarEvents(periods).map((one) => ({ ...one, uid: `${one.kind}-${one.periodId}` })),
    ...{ url, writtenAt: new Date("2026-11-23T09:00:00.123Z") },
  })

test("two parsers read the last day and the day five days before, each a whole day", () => {
  const text = write([aPeriod({ label: "TV living" })])
  for (const read of readers) {
    expect(read(text)).toEqual([
      {
        ...{ uid: "ends-soon-1", first: "2026-11-22", end: "2026-11-23" },
        title: "Familia expiră în 5 zile · TV living",
        text: `Ultima zi este vineri, 27 noiembrie. Îl reînnoiești din contul tău, în două minute.\n${url}`,
      },
      {
        ...{ uid: "last-day-1", first: "2026-11-27", end: "2026-11-28" },
        title: "Familia: ultima zi · TV living",
        text: `Îl reînnoiești din contul tău, în două minute.\n${url}`,
      },
    ])
  }
})

test.each([
  ["an end at midnight is the day before", "2026-11-28T00:00:00+02:00", "2026-11-27", "2026-11-22"],
  ["a millisecond later it is that day", "2026-11-28T00:00:00.001+02:00", "2026-11-28", "2026-11-23"],
  ["the last hour of UTC's day is Bucharest's next", "2026-11-27T23:30:00Z", "2026-11-28", "2026-11-23"],
  ["the day of 23 hours", "2026-03-29T12:00:00+03:00", "2026-03-29", "2026-03-24"],
  ["the midnight after the day of 23 hours", "2026-03-30T00:00:00+03:00", "2026-03-29", "2026-03-24"],
  ["the mark before it", "2026-04-01T12:00:00+03:00", "2026-04-01", "2026-03-27"],
  ["the day of 25 hours", "2026-10-25T12:00:00+02:00", "2026-10-25", "2026-10-20"],
  ["its hour that is there twice", "2026-10-25T03:30:00+03:00", "2026-10-25", "2026-10-20"],
  ["the midnight after the day of 25 hours", "2026-10-26T00:00:00+02:00", "2026-10-25", "2026-10-20"],
  ["leap day", "2028-02-29T12:00:00+02:00", "2028-02-29", "2028-02-24"],
  ["a mark on leap day", "2028-03-05T12:00:00+02:00", "2028-03-05", "2028-02-29"],
  ["the year's last day", "2026-12-31T12:00:00+02:00", "2026-12-31", "2026-12-26"],
  ["a mark in the year before", "2027-01-03T12:00:00+02:00", "2027-01-03", "2026-12-29"],
])("%s", (_, ...[end, lastDay, mark]) => {
  const endsAt = new Date(end)
  const text = write([aPeriod({ endsAt, startsAt: addMonths(endsAt, -1) })])
  for (const read of readers) expect(read(text).map(({ first }) => first)).toEqual([mark, lastDay])
  expect(text).toContain(`DTSTART;VALUE=DATE:${lastDay.replaceAll("-", "")}\r\n`)
})

test("a continued period says so and has no mark; one shorter than five days has none either", () => {
  const short = { startsAt: new Date("2026-11-25T10:00:00Z") }
  const text = write([aPeriod({ isContinued: true }), aPeriod({ id: "2", ...short })])
  for (const read of readers) {
    const shown = read(text).map(({ uid, title }) => [uid, title])
    expect(shown).toEqual([
      ["last-day-1", "Familia continuă"],
      ["last-day-2", "Familia: ultima zi"],
    ])
  }
})

const hostile = [
  'Sport; "Extra", ediția \\ de seară',
  "\\;\\,;;,,\\\\",
  "Râul, ramul; Șțăîâ".repeat(9),
  "👨‍👩‍👧‍👦📺".repeat(20),
  "BEGIN:VEVENT",
  "a\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
  "tab\tand bell\u0007",
  "half an emoji \ud83d",
  " blanks at its ends ",
]

test.each(hostile)("a name is read as it was written: %j", (name) => {
  const text = write([aPeriod({ packageName: name, label: name })])
  const clean = name.toWellFormed().replaceAll("\r\n", "\n").replaceAll("\t", " ").replaceAll("\u0007", " ")
  expect(readWithIcalJs(text).map(({ title }) => title)).toEqual([
    `${clean} expiră în 5 zile · ${clean}`,
    `${clean}: ultima zi · ${clean}`,
  ])
  // This parser takes blanks off the ends of a text.
  expect(readWithNodeIcal(text).map(({ title }) => title.trim())).toEqual([
    `${clean} expiră în 5 zile · ${clean}`.trim(),
    `${clean}: ultima zi · ${clean}`.trim(),
  ])
  expectWellWritten(text)
})

test("a backslash before an n stays one", () => {
  // node-ical takes the n after an escaped backslash for a line break.
  const [event] = readWithIcalJs(write([aPeriod({ packageName: "\\n și \\N", isContinued: true })]))
  expect(event?.title).toBe("\\n și \\N continuă")
})

test("no line is longer than 75 octets, for any text, and every line ends with CRLF", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 120 }),
      fc.string({ unit: "binary" }),
      (name, label) => {
        const text = write([aPeriod({ packageName: name, label })])
        expectWellWritten(text)
        expect(readWithIcalJs(text)).toHaveLength(2)
      },
    ),
  )
})

function expectWellWritten(text: string) {
  expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true)
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/)
  const octets = text.split("\r\n").map((line) => Buffer.byteLength(line))
  expect(Math.max(...octets)).toBeLessThanOrEqual(75)
  expect(Buffer.from(text).toString()).toBe(text)
}

test("two hundred events are read whole, each under its own id", () => {
  const periods = Array.from({ length: 100 }, (_, at) =>
    aPeriod({
      id: String(at),
      label: `Camera ${at}, etaj; ${at % 7}`,
      endsAt: addMonths(new Date("2026-11-27T10:00:00Z"), at),
    }),
  )
  const text = write(periods)
  for (const read of readers) {
    const events = read(text)
    expect(events).toHaveLength(200)
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(200)
  }
  expect(readWithIcalJs(text)).toEqual(readWithNodeIcal(text))
})

test("a customer without packages has an empty calendar that parsers take", () => {
  for (const read of readers) expect(read(write([]))).toEqual([])
  expect(write([])).toContain("BEGIN:VTIMEZONE")
})
