import { bucharestDate, bucharestInstant, type CivilDate } from "./civil-date"

/** The calendar year in Bucharest. */
export const yearOf = (instant: Date): number => Number(bucharestDate(instant).slice(0, 4))

/** The instants of a year in Bucharest: `from` included, `until` excluded. */
export const yearBounds = (year: number): { readonly from: Date; readonly until: Date } => ({
  from: bucharestInstant(`${year}-01-01` as CivilDate),
  until: bucharestInstant(`${year + 1}-01-01` as CivilDate),
})

/** A year in a URL or a form, from 2020 to 2099; null for anything else. */
export function parseYear(written: string): number | null {
  return /^20[2-9]\d$/.test(written) ? Number(written) : null
}
