import fc from "fast-check"
import { expect, test } from "vitest"
import {
  addDays,
  bucharestClock,
  bucharestDate,
  bucharestInstant,
  type CivilDate,
  daysBetween,
  daysLeft,
  formatDate,
  formatLongDate,
  lastDayOf,
} from "./civil-date"

const anyInstant = fc.date({
  min: new Date("2024-01-01T00:00:00Z"),
  max: new Date("2034-01-01T00:00:00Z"),
  noInvalidDate: true,
})

test("a day in Bucharest begins at its own midnight, in winter and in summer", () => {
  expect(bucharestDate(new Date("2026-11-22T21:59:59.999Z"))).toBe("2026-11-22")
  expect(bucharestDate(new Date("2026-11-22T22:00:00.000Z"))).toBe("2026-11-23")
  expect(bucharestDate(new Date("2026-07-01T20:59:59.999Z"))).toBe("2026-07-01")
  expect(bucharestDate(new Date("2026-07-01T21:00:00.000Z"))).toBe("2026-07-02")
})

test("what ends at midnight has its last day before it", () => {
  expect(lastDayOf(new Date("2026-11-26T22:00:00Z"))).toBe("2026-11-26")
  expect(lastDayOf(new Date("2026-11-26T22:00:00.001Z"))).toBe("2026-11-27")
})

test("days left count civil days over a change of clocks, a leap day and the end of the year", () => {
  expect(daysLeft(new Date("2026-10-26T10:00:00+02:00"), new Date("2026-10-24T23:59:59+03:00"))).toBe(2)
  expect(daysLeft(new Date("2027-03-29T00:30:00+03:00"), new Date("2027-03-27T23:59:59+02:00"))).toBe(2)
  expect(daysLeft(new Date("2028-03-01T12:00:00+02:00"), new Date("2028-02-28T12:00:00+02:00"))).toBe(2)
  expect(daysLeft(new Date("2027-01-01T12:00:00+02:00"), new Date("2026-12-31T00:00:00+02:00"))).toBe(1)
})

test("every instant is found again from Bucharest's clock, the repeated autumn hour as its first", () => {
  fc.assert(
    fc.property(anyInstant, (instant) => {
      const clock = bucharestClock(instant)
      expect(clock.date).toBe(bucharestDate(instant))
      const found = bucharestInstant(clock.date, clock.timeOfDayMs)
      expect([0, 3_600_000]).toContain(instant.getTime() - found.getTime())
    }),
  )
})

test("the hour that spring skips is read with the offset from before", () => {
  const skipped = bucharestInstant("2027-03-28" as CivilDate, 3.5 * 3_600_000)
  expect(skipped.toISOString()).toBe("2027-03-28T01:30:00.000Z")
})

test("adding days and counting them are each other's opposite", () => {
  fc.assert(
    fc.property(anyInstant, fc.integer({ min: -4000, max: 4000 }), (instant, days) => {
      const date = bucharestDate(instant)
      expect(daysBetween(date, addDays(date, days))).toBe(days)
    }),
  )
})

test("dates are written the Romanian way", () => {
  expect(formatDate("2026-11-22" as CivilDate)).toBe("22.11.2026")
  expect(formatLongDate("2026-11-26" as CivilDate)).toBe("joi, 26 noiembrie")
})
