import { expect, test } from "vitest"
import { formatLei } from "./money"

test("money is written with a point for thousands and a comma for bani", () => {
  expect([4400, 123450, 5, 0, 100000000, -4400].map(formatLei)).toEqual([
    "44,00 lei",
    "1.234,50 lei",
    "0,05 lei",
    "0,00 lei",
    "1.000.000,00 lei",
    "-44,00 lei",
  ])
})
