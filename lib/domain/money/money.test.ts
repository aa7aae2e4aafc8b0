import { expect, test } from "vitest"
import { formatAmount, formatLei, plainLei } from "./money"

test("money is written with a point for thousands and a comma for bani, on one line with its unit", () => {
  expect([4400, 123450, 5, 0, 100000000, -4400].map(formatLei)).toEqual([
    "44,00\u00a0lei",
    "1.234,50\u00a0lei",
    "0,05\u00a0lei",
    "0,00\u00a0lei",
    "1.000.000,00\u00a0lei",
    "\u221244,00\u00a0lei",
  ])
  expect(formatAmount(-1200, "eur")).toBe("\u221212,00\u00a0EUR")
})

test("files keep the plain signs that they always had", () => {
  expect([4400, -123450].map(plainLei)).toEqual(["44,00 lei", "-1.234,50 lei"])
})
