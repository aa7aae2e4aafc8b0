import { expect, test } from "vitest"
import { formatLei } from "@/lib/domain/money/money"
import { groupSerial, lastFour, parseSerial } from "@/lib/domain/packages/serial"
import { dayCount } from "./plural"

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

test("nouns follow their numbers as CLDR says", () => {
  const rules = new Intl.PluralRules("ro")
  for (let days = 0; days <= 1000; days += 1) {
    const written = dayCount(days)
    expect(written.startsWith(`${days} de `)).toBe(rules.select(days) === "other")
    expect(written.endsWith("zi")).toBe(rules.select(days) === "one")
  }
})

test("a serial is its digits, however it is typed", () => {
  for (const typed of [
    "01234567890",
    " 012 3456 7890 ",
    "012-3456-7890",
    "012\u00a03456\u00a07890",
    "012–3456–7890",
  ]) {
    expect(parseSerial(typed, 11)).toBe("01234567890")
  }
  for (const typed of ["", "0123456789", "012345678901", "0123456789a", "٠١٢٣٤٥٦٧٨٩٠", "01234567890\u0000"]) {
    expect(parseSerial(typed, 11)).toBeNull()
  }
})

test("a serial is shown in groups of three, four and four", () => {
  const serial = parseSerial("01234567890", 11)
  if (!serial) throw new Error("not a serial")
  expect(groupSerial(serial)).toBe("012 3456 7890")
  expect(lastFour(serial)).toBe("7890")
})
