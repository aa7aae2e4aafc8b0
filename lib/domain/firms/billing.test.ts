import { readFileSync } from "node:fs"
import fc from "fast-check"
import { expect, test } from "vitest"
import { addressLine, writtenCui } from "./billing-profile"
import { counties } from "./counties"
import { parseCui } from "./cui"
import { formatIban, parseIban } from "./iban"
import { parseRegisterNumber } from "./register-number"

test("a CUI is its digits, however it is written", () => {
  for (const typed of ["17030766", "RO17030766", "ro 17030766", " 1703 0766 "])
    expect(parseCui(typed)).toBe("17030766")
  expect(writtenCui({ cui: "17030766", isVatPayer: true })).toBe("RO17030766")
})

test.each(["", "RO", "17030767", "1", "017030766", "12345678901", "17030766x", "RO17030766RO", "१७०३०७६६"])(
  "%s is no CUI",
  (typed) => expect(parseCui(typed)).toBeNull(),
)

test("of ten last digits at most one fits a body, and one wrong digit is always found", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999_999 }),
      fc.nat(8),
      fc.integer({ min: 1, max: 9 }),
      (body, at, by) => {
        const right = Array.from({ length: 10 }, (_, digit) => `${body}${digit}`).filter((one) =>
          parseCui(one),
        )
        expect(right).toHaveLength(1)
        const digits = [...(right[0] ?? "")].map(Number)
        const place = at % (digits.length - 1)
        digits[place] = ((digits[place] ?? 0) + by) % 10
        const other = digits.join("")
        // The control digit is taken modulo 11 and then 10: what leaves 10 and what leaves 0 look alike.
        if (digits[0] !== 0 && parseCui(other)) expect(other.at(-1)).toBe("0")
      },
    ),
  )
})

test("register numbers of both forms are known", () => {
  expect(parseRegisterNumber("J40/123/2020")).toBe("J40/123/2020")
  expect(parseRegisterNumber("f 12 / 5 / 1999")).toBe("F12/5/1999")
  const [letter, digits] = ["J", "202400012340"]
  const control = ((letter.charCodeAt(0) % 10) + [...digits].reduce((sum, one) => sum + Number(one), 0)) % 10
  expect(parseRegisterNumber(`${letter}${digits}${control}`)).toBe(`${letter}${digits}${control}`)
  expect(parseRegisterNumber(`${letter}${digits}${(control + 1) % 10}`)).toBeNull()
})

test.each([
  "",
  "J40",
  "X40/123/2020",
  "J53/123/2020",
  "J0/1/2020",
  "J40/1234567/2020",
  "J40/123/1889",
  "J2024000123",
])("%s is no register number", (typed) => expect(parseRegisterNumber(typed)).toBeNull())

test("an IBAN is known by its check digits", () => {
  expect(parseIban("ro49 aaaa 1b31 0075 9384 0000")).toBe("RO49AAAA1B31007593840000")
  expect(formatIban("RO49AAAA1B31007593840000")).toBe("RO49 AAAA 1B31 0075 9384 0000")
  for (const typed of ["RO48AAAA1B31007593840000", "DE89370400440532013000", "RO49", ""]) {
    expect(parseIban(typed), typed).toBeNull()
  }
})

test("there are 41 counties and a capital, and an address is one line", () => {
  expect(Object.keys(counties)).toHaveLength(42)
  const street = "Str. Lalelelor 5"
  expect(addressLine({ street, locality: "București", county: "B", sector: 3, postalCode: "030001" })).toBe(
    "Str. Lalelelor 5, Sector 3, București, 030001",
  )
  expect(addressLine({ street, locality: "Turda", county: "CJ", sector: null, postalCode: null })).toBe(
    "Str. Lalelelor 5, Turda, jud. Cluj",
  )
})

test("numbers of firms may be pasted with invisible signs and dashes", () => {
  expect(parseCui("\u202aRO 17030766\u202c")).toBe("17030766")
  expect(parseCui("17030766\u200b")).toBe("17030766")
  expect(parseIban("RO49-AAAA-1B31-0075-9384-0000\u200b")).toBe("RO49AAAA1B31007593840000")
  expect(parseRegisterNumber("\u200eJ40/123/2020")).toBe("J40/123/2020")
})

test("the examples beside the fields of the company form pass their own check", () => {
  const hints = readFileSync("app/cont/date-facturare/company-form.tsx", "utf8")
  const examples = (pattern: RegExp) => [...hints.matchAll(pattern)].map(([example]) => example)
  const registered = examples(/[JFC]\d[\d/]+/g)
  expect(registered.length).toBeGreaterThan(1)
  expect(registered.map(parseRegisterNumber)).toEqual(registered)
  expect(examples(/RO\d+/g).map(parseCui)).toEqual(["17030766"])
})
