import { expect, test } from "vitest"
import { dayCount, daysInWords } from "./plural"

test("the noun after a number has the form that CLDR gives for Romanian", () => {
  const rules = new Intl.PluralRules("ro")
  for (let days = 0; days <= 1000; days += 1) {
    const written = dayCount(days)
    expect(written.startsWith(`${days} de `)).toBe(rules.select(days) === "other")
    expect(written.endsWith("zi")).toBe(rules.select(days) === "one")
  }
})

test("a small number of days is written in words", () => {
  expect([1, 2, 5, 10, 11, 20].map(daysInWords)).toEqual([
    "o zi",
    "două zile",
    "cinci zile",
    "zece zile",
    "11 zile",
    "20 de zile",
  ])
})
