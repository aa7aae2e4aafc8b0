type Duration = { readonly months: number; readonly priceBani: number }

export type MonthlyPrice = {
  /** Rounded to bani. */
  readonly perMonthBani: number
  /** Against as many single months; 0 where a single month is not sold, or nothing is saved. */
  readonly savedBani: number
  /** The lowest price a month of those that save something; of equal ones the shortest. */
  readonly isBest: boolean
}

/** What a month costs in each length of one package, and what the length saves. */
export function monthlyPrices<T extends Duration>(durations: readonly T[]): (T & MonthlyPrice)[] {
  const singles = durations.filter(({ months }) => months === 1).map(({ priceBani }) => priceBani)
  const single = singles.length > 0 ? Math.min(...singles) : null
  const priced = durations.map((one) => ({
    ...one,
    perMonthBani: Math.round(one.priceBani / one.months),
    savedBani: single === null ? 0 : Math.max(0, single * one.months - one.priceBani),
  }))
  const [best] = priced.filter(({ savedBani }) => savedBani > 0).sort(byMonth)
  return priced.map((one) => ({ ...one, isBest: one === best }))
}

/** Multiplied crosswise, so that no rounding makes two prices equal. */
const byMonth = (a: Duration, b: Duration) =>
  a.priceBani * b.months - b.priceBani * a.months || a.months - b.months
