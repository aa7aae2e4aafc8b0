import { bucharestDate, bucharestInstant, type CivilDate } from "./civil-date"

/** The calendar year in Bucharest. */
export const yearOf = (instant: Date): number => Number(bucharestDate(instant).slice(0, 4))

/** A year in Bucharest, from its first instant until before the next one's. */
export const yearBounds = (year: number): { readonly from: Date; readonly until: Date } => ({
  from: bucharestInstant(`${year}-01-01` as CivilDate),
  until: bucharestInstant(`${year + 1}-01-01` as CivilDate),
})

/** "2026" as an address or a form carries it; null for anything that is no year of this product's life. */
export function parseYear(written: string): number | null {
  return /^20[2-9]\d$/.test(written) ? Number(written) : null
}
