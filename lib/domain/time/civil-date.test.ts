import fc from "fast-check"
import { expect, test } from "vitest"
import {
  addDays,
  addMonths,
  bucharestClock,
  bucharestDate,
  bucharestInstant,
  type CivilDate,
  daysBetween,
  daysLeft,
  formatDate,
  formatLongDate,
  lastDayOf,
  parseDay,
} from "./civil-date"

const anyInstant = fc.date({
  min: new Date("2024-01-01T00:00:00Z"),
  max: new Date("2034-01-01T00:00:00Z"),
  noInvalidDate: true,
})

test("a day begins at midnight in Bucharest, in winter and in summer", () => {
  expect(bucharestDate(new Date("2026-11-22T21:59:59.999Z"))).toBe("2026-11-22")
  expect(bucharestDate(new Date("2026-11-22T22:00:00.000Z"))).toBe("2026-11-23")
  expect(bucharestDate(new Date("2026-07-01T20:59:59.999Z"))).toBe("2026-07-01")
  expect(bucharestDate(new Date("2026-07-01T21:00:00.000Z"))).toBe("2026-07-02")
})

test("a period that ends at midnight has its last day before", () => {
  expect(lastDayOf(new Date("2026-11-26T22:00:00Z"))).toBe("2026-11-26")
  expect(lastDayOf(new Date("2026-11-26T22:00:00.001Z"))).toBe("2026-11-27")
})

test("a day is read only as it is written, and only if the calendar has it", () => {
  expect(parseDay("2028-02-29")).toBe("2028-02-29")
  for (const written of [
    "2027-02-29",
    "2026-13-01",
    "2026-1-1",
    "22.11.2026",
    "2026-11-22T09:00Z",
    "today",
    "",
  ])
    expect(parseDay(written)).toBeNull()
})

test("days left count civil days over a change of clocks, a leap day and the end of the year", () => {
  expect(daysLeft(new Date("2026-10-26T10:00:00+02:00"), new Date("2026-10-24T23:59:59+03:00"))).toBe(2)
  expect(daysLeft(new Date("2027-03-29T00:30:00+03:00"), new Date("2027-03-27T23:59:59+02:00"))).toBe(2)
  expect(daysLeft(new Date("2028-03-01T12:00:00+02:00"), new Date("2028-02-28T12:00:00+02:00"))).toBe(2)
  expect(daysLeft(new Date("2027-01-01T12:00:00+02:00"), new Date("2026-12-31T00:00:00+02:00"))).toBe(1)
})

test("bucharestInstant inverts bucharestClock; the repeated autumn hour gives its first instant", () => {
  fc.assert(
    fc.property(anyInstant, (instant) => {
      const clock = bucharestClock(instant)
      expect(clock.date).toBe(bucharestDate(instant))
      const found = bucharestInstant(clock.date, clock.timeOfDayMs)
      expect([0, 3_600_000]).toContain(instant.getTime() - found.getTime())
    }),
  )
})

test("a time in the hour that spring skips is read with the offset before the change", () => {
  const skipped = bucharestInstant("2027-03-28" as CivilDate, 3.5 * 3_600_000)
  expect(skipped.toISOString()).toBe("2027-03-28T01:30:00.000Z")
})

test("daysBetween inverts addDays", () => {
  fc.assert(
    fc.property(anyInstant, fc.integer({ min: -4000, max: 4000 }), (instant, days) => {
      const date = bucharestDate(instant)
      expect(daysBetween(date, addDays(date, days))).toBe(days)
    }),
  )
})

test("dates are written the Romanian way", () => {
  expect(formatDate("2026-11-22" as CivilDate)).toBe("22.11.2026")
  expect(formatLongDate("2026-11-26" as CivilDate)).toBe("joi, 26\u00a0noiembrie")
})

const months = (from: string, count: number) => addMonths(new Date(from), count).toISOString()

test("a month later is the same time of day in Bucharest, in every season", () => {
  expect(months("2026-03-15T10:00:00Z", 1)).toBe("2026-04-15T09:00:00.000Z")
  expect(months("2026-10-10T09:00:00Z", 1)).toBe("2026-11-10T10:00:00.000Z")
  expect(months("2026-12-31T21:30:00Z", 2)).toBe("2027-02-28T21:30:00.000Z")
})

test("the end of a month is clamped, over years and leap years", () => {
  expect(months("2026-01-31T10:00:00Z", 1)).toBe("2026-02-28T10:00:00.000Z")
  expect(months("2027-11-30T10:00:00Z", 3)).toBe("2028-02-29T10:00:00.000Z")
  expect(months("2026-08-31T09:00:00Z", 12)).toBe("2027-08-31T09:00:00.000Z")
})

test("a time that spring skips, or that autumn repeats, is one instant of that day", () => {
  // 28.03.2027: from 03:00 to 04:00; 25.10.2026: 03:00 to 04:00 twice.
  expect(months("2027-02-28T01:30:00Z", 1)).toBe("2027-03-28T01:30:00.000Z")
  expect(months("2026-09-25T00:30:00Z", 1)).toBe("2026-10-25T00:30:00.000Z")
})

test("adding months keeps the time of day, and the day or the last day of the month", () => {
  fc.assert(
    fc.property(anyInstant, fc.integer({ min: 1, max: 36 }), (instant, count) => {
      const [from, to] = [bucharestClock(instant), bucharestClock(addMonths(instant, count))]
      const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.date.split("-").map(Number)
      const [toYear = 0, toMonth = 0, toDay = 0] = to.date.split("-").map(Number)
      expect((toYear - fromYear) * 12 + toMonth - fromMonth).toBe(count)
      const lastDay = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate()
      expect(toDay).toBe(Math.min(fromDay, lastDay))
      // Only in the hour that spring skips the time of day changes.
      expect(Math.abs(to.timeOfDayMs - from.timeOfDayMs)).toBeLessThanOrEqual(3_600_000)
    }),
  )
})
