import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays, type CivilDate, daysBetween } from "./civil-date"
import { isPublicHoliday, isWorkingDay, orthodoxEaster, workingDayFrom } from "./working-days"

const day = (text: string) => text as CivilDate

test("Easter falls where the calendars of the Church say", () => {
  const known = ["2024-05-05", "2025-04-20", "2026-04-12", "2027-05-02", "2028-04-16", "2029-04-08"]
  expect([2024, 2025, 2026, 2027, 2028, 2029].map(orthodoxEaster)).toEqual(known)
})

test("the public holidays of 2027 are the sixteen of the Labour Code that fall on days of their own", () => {
  const days = Array.from({ length: 365 }, (_, at) => addDays(day("2027-01-01"), at))
  expect(days.filter(isPublicHoliday)).toEqual([
    ...["2027-01-01", "2027-01-02", "2027-01-06", "2027-01-07", "2027-01-24"],
    ...["2027-04-30", "2027-05-01", "2027-05-02", "2027-05-03", "2027-06-01"],
    ...["2027-06-20", "2027-06-21", "2027-08-15", "2027-11-30", "2027-12-01"],
    ...["2027-12-25", "2027-12-26"],
  ])
})

/** Gauss's formula, by another way than Meeus's. */
function easterByGauss(year: number): CivilDate {
  const d = (19 * (year % 19) + 15) % 30
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 6) % 7
  return addDays(day(`${year}-03-22`), d + e + 13)
}

test("for any year Easter is Gauss's, and a Sunday", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1970, max: 2099 }), (year) => {
      const easter = orthodoxEaster(year)
      expect(easter).toBe(easterByGauss(year))
      expect(new Date(`${easter}T12:00:00Z`).getUTCDay()).toBe(0)
    }),
  )
})

test("for any day the working day is the first from it on, and less than ten days away", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 365 * 75 }), (days) => {
      const date = addDays(day("2020-01-01"), days)
      const found = workingDayFrom(date)
      const away = daysBetween(date, found)
      expect(away >= 0 && away < 10).toBe(true)
      const before = Array.from({ length: away }, (_, at) => addDays(date, at))
      expect(before.some(isWorkingDay)).toBe(false)
      const weekday = new Date(`${found}T12:00:00Z`).getUTCDay()
      expect(weekday >= 1 && weekday <= 5 && !isPublicHoliday(found)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})
