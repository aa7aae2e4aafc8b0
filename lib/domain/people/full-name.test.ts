import { expect, test } from "vitest"
import { firstName, initials, parseFullName } from "./full-name"

test("names are accepted as people write them", () => {
  for (const typed of [
    "Ana Popescu",
    "Ștefan cel Mare",
    "O’Neill-Țăran, Ion",
    "Li",
    "Ion D. (tata)",
    "Ion D.-N. Popa",
    "Ana 2",
  ]) {
    expect(parseFullName(typed), typed).toBe(typed)
  }
  expect(parseFullName("  Ana \t Popescu ")).toBe("Ana Popescu")
  expect(firstName("Ana Popescu")).toBe("Ana")
})

test("addresses of sites and telephone numbers are not a name", () => {
  for (const typed of [
    "castiga-acum.ro Bonus",
    "Ana Www Bonus",
    "Ana. bonus.ro",
    "Ana t.co",
    "Sună 0722 999 888",
    "Ana 1234",
  ]) {
    expect(parseFullName(typed), typed).toBeNull()
  }
})

test("markup, control characters and header injection are not a name", () => {
  for (const typed of [
    "",
    "A",
    "<b>Ana</b>",
    "Ana\u0000",
    "Ana\u202eupecsoP",
    "{{name}}",
    "http://x.ro",
    "a".repeat(101),
    "Ana\ud800",
  ]) {
    expect(parseFullName(typed), typed).toBeNull()
  }
  expect(parseFullName("Ana\r\nBcc: x")).toBeNull()
})

test.each([
  ["Ana Popescu", "AP"],
  ["ștefan Ionescu-Țepeș", "ȘI"],
  ["Maria Ana Constantinescu", "MC"],
  ["Ana", "A"],
])("the initials of %s are %s", (name, letters) => {
  expect(initials(name)).toBe(letters)
})
