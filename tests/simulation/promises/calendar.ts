const zone = "Europe/Bucharest"
const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" })

/** "2026-11-23", the day in Bucharest. */
export const bucharestDate = (instant: number): string => parts.format(instant)

/** Days since 1970 of the civil day in Bucharest. */
export const bucharestDay = (instant: number): number => Date.parse(bucharestDate(instant)) / 86_400_000

const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeStyle: "medium" })

/** "14:05:09", the time of day in Bucharest. */
export const bucharestTime = (instant: number): string => clock.format(instant)

/** "26 noiembrie", as mails write it. */
export const romanianDay = (instant: number): string =>
  new Intl.DateTimeFormat("ro-RO", { timeZone: zone, day: "numeric", month: "long" }).format(instant)
