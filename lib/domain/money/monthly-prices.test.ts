import fc from "fast-check"
import { expect, test } from "vitest"
import { monthlyPrices } from "./monthly-prices"

type Length = readonly [months: number, priceBani: number]
const of = (...lengths: readonly Length[]) =>
  monthlyPrices(lengths.map(([months, priceBani]) => ({ months, priceBani })))

test("each length says what a month costs and what it saves; one is the best", () => {
  expect(of([1, 4_400], [3, 12_900], [12, 47_500])).toEqual([
    { months: 1, priceBani: 4_400, perMonthBani: 4_400, savedBani: 0, isBest: false },
    { months: 3, priceBani: 12_900, perMonthBani: 4_300, savedBani: 300, isBest: false },
    { months: 12, priceBani: 47_500, perMonthBani: 3_958, savedBani: 5_300, isBest: true },
  ])
})

test("nothing is said to be saved without a single month, or where a length costs as much or more", () => {
  for (const prices of [of([3, 12_900], [12, 47_500]), of([1, 4_400], [3, 13_200], [12, 60_000])]) {
    expect(prices.map(({ savedBani, isBest }) => [savedBani, isBest])).toEqual(prices.map(() => [0, false]))
  }
})

test("of equal prices a month the shorter is the best, and rounding makes none equal", () => {
  const best = (...lengths: readonly Length[]) => of(...lengths).find(({ isBest }) => isBest)?.months
  expect(best([12, 46_800], [1, 4_400], [6, 23_400])).toBe(6)
  expect(best([1, 4_400], [3, 12_901], [7, 30_102])).toBe(7)
})

const anyLength = fc.record({ months: fc.integer({ min: 1, max: 24 }), priceBani: fc.nat(1_000_000) })

test("what is saved is never negative, and only what saves is the best, at most once", () => {
  fc.assert(
    fc.property(fc.array(anyLength), (durations) => {
      const prices = monthlyPrices(durations)
      expect(prices.every(({ savedBani }) => savedBani >= 0)).toBe(true)
      const best = prices.filter(({ isBest }) => isBest)
      expect(best.length).toBe(prices.some(({ savedBani }) => savedBani > 0) ? 1 : 0)
      expect(best.every(({ savedBani }) => savedBani > 0)).toBe(true)
    }),
  )
})
