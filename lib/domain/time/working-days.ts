import { addDays, type CivilDate, daysBetween } from "./civil-date"

/**
 * Public holidays of fixed date, month and day (Labour Code, Law 53/2003, article 139 (1)). 6 and 7 January
 * since 2024 (Law 52/2023).
 */
const fixedHolidays = new Set([
  ...["01-01", "01-02", "01-06", "01-07", "01-24"],
  ...["05-01", "06-01", "08-15", "11-30", "12-01", "12-25", "12-26"],
])

/**
 * The others, in days from Orthodox Easter Sunday: Good Friday, the two days of Easter, the two of Pentecost.
 */
const movingHolidays = new Set([-2, 0, 1, 49, 50])

/** Between the Julian and the Gregorian calendar from 1900 to 2099. */
const calendarDifferenceDays = 13

/** Orthodox Easter Sunday of a year from 1900 to 2099 (Meeus's Julian algorithm). */
export function orthodoxEaster(year: number): CivilDate {
  const moon = (19 * (year % 19) + 15) % 30
  const weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
  const month = Math.floor((moon + weekday + 114) / 31)
  const day = ((moon + weekday + 114) % 31) + 1
  const julian = `${year}-${twoDigits(month)}-${twoDigits(day)}` as CivilDate
  return addDays(julian, calendarDifferenceDays)
}

const twoDigits = (part: number) => String(part).padStart(2, "0")

export function isPublicHoliday(date: CivilDate): boolean {
  const easter = orthodoxEaster(Number(date.slice(0, 4)))
  return fixedHolidays.has(date.slice(5)) || movingHolidays.has(daysBetween(easter, date))
}

/** A Thursday, in the week of which days are counted. */
const anyThursday = "1970-01-01" as CivilDate

/** No Saturday, no Sunday, no public holiday. */
export function isWorkingDay(date: CivilDate): boolean {
  const afterThursday = daysBetween(anyThursday, date) % 7
  const isWeekend = afterThursday === 2 || afterThursday === 3
  return !isWeekend && !isPublicHoliday(date)
}

/** The day itself if it is a working day, else the next one (Regulation 1182/71, article 3 (4)). */
export function workingDayFrom(date: CivilDate): CivilDate {
  let day = date
  while (!isWorkingDay(day)) day = addDays(day, 1)
  return day
}
