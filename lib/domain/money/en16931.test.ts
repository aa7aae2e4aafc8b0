import { expect, test } from "vitest"
import { testSeller } from "@/tests/support/seller"
import { en16931 } from "./en16931"
import type { InvoiceDocument } from "./invoice"
import { invoiceLineRows, invoiceRow } from "./invoice-row"

const seller = { ...testSeller, name: "Focus Sat România SRL", iban: "RO49AAAA1B31007593840000" }
const person: InvoiceDocument = {
  series: "FS",
  number: 12,
  // 00:30 of the next day in Bucharest.
  issuedAt: new Date("2026-11-22T22:30:00Z"),
  paidAt: null,
  orderNumber: 100_007,
  seller,
  buyer: {
    kind: "individual",
    name: "Ana Popescu",
    street: "Str. Lalelelor 5",
    locality: "București",
    county: "B",
    sector: 3,
    postalCode: "030001",
  },
  totalBani: 6_900,
  vatBani: 1_198,
  vatBasisPoints: 2_100,
  lines: [
    { text: "Familia, 1 lună, smartcard 12345678901", priceBani: 4_400, netBani: 3_636 },
    { text: "Sport, 1 lună, smartcard 12345678901", priceBani: 2_500, netBani: 2_066 },
  ],
  stornoOf: null,
}
const firm: InvoiceDocument["buyer"] = {
  kind: "company",
  name: "=Pensiunea Brad SRL",
  cui: "17030766",
  isVatPayer: true,
  registerNumber: "J12/345/2015",
  iban: null,
  street: "Str. Gării 1",
  locality: "Turda",
  county: "CJ",
  sector: null,
  postalCode: null,
}

test("a person's invoice in the terms of EN 16931", () => {
  expect(en16931(person)).toMatchObject({
    "BT-1": "FS 12",
    "BT-2": "2026-11-23",
    "BT-3": "380",
    "BT-5": "RON",
    "BT-14": "100007",
    "BG-4": { "BT-27": "Focus Sat România SRL", "BT-31": "RO17030766", "BT-30": "J40/123/2020" },
    "BG-7": { "BT-44": "Ana Popescu", "BG-8": { "BT-52": "SECTOR3", "BT-53": "030001", "BT-54": "RO-B" } },
    "BG-16": { "BT-81": "68", "BT-84": "RO49AAAA1B31007593840000" },
    "BG-22": { "BT-106": "57.02", "BT-110": "11.98", "BT-112": "69.00", "BT-115": "0.00" },
    "BG-23": [{ "BT-116": "57.02", "BT-117": "11.98", "BT-118": "S", "BT-119": "21.00" }],
    "BG-25": [
      { "BT-126": "1", "BT-129": "1", "BT-131": "36.36", "BG-30": { "BT-151": "S", "BT-152": "21.00" } },
      { "BT-126": "2", "BT-131": "20.66" },
    ],
  })
  expect(en16931(person)).not.toHaveProperty("BG-3")
  expect(JSON.stringify(en16931(person)["BG-7"])).not.toContain("BT-48")
})

test("a company is identified by its VAT number, or by its fiscal code when it pays no VAT", () => {
  expect(en16931({ ...person, buyer: firm })["BG-7"]).toMatchObject({
    "BT-47": "J12/345/2015",
    "BT-48": "RO17030766",
    "BG-8": { "BT-52": "Turda", "BT-54": "RO-CJ" },
  })
  const small = en16931({ ...person, buyer: { ...firm, isVatPayer: false } })["BG-7"]
  expect(small).toMatchObject({ "BT-46": "J12/345/2015", "BT-47": "17030766" })
  expect(small).not.toHaveProperty("BT-48")
})

test("a storno names its invoice and has negative quantities and amounts but no negative price", () => {
  const issuedAt = new Date("2026-11-20T10:00:00Z")
  const storno = en16931({
    ...person,
    number: 13,
    stornoOf: { series: "FS", number: 12, issuedAt },
    totalBani: -2_500,
    vatBani: -434,
    lines: [{ text: "Sport", priceBani: -2_500, netBani: -2_066 }],
  })
  expect(storno).toMatchObject({
    "BG-3": { "BT-25": "FS 12", "BT-26": "2026-11-20" },
    "BG-22": { "BT-109": "-20.66", "BT-112": "-25.00" },
    "BG-25": [{ "BT-129": "-1", "BT-131": "-20.66", "BG-29": { "BT-146": "20.66" } }],
  })
})

test("a seller that pays no VAT has no VAT number and no VAT rate", () => {
  const free = en16931({ ...person, seller: { ...seller, isVatPayer: false }, vatBani: 0, vatBasisPoints: 0 })
  expect(free["BG-4"]).toMatchObject({ "BT-32": "17030766" })
  expect(free["BG-4"]).not.toHaveProperty("BT-31")
  expect(free["BG-23"]).toEqual([
    { "BT-116": "69.00", "BT-117": "0.00", "BT-118": "O", "BT-121": "VATEX-EU-O" },
  ])
})

test("from a seller that pays no VAT to a company that does: no VAT number of either (BR-O-02)", () => {
  const free = { ...person, seller: { ...seller, isVatPayer: false }, vatBani: 0, vatBasisPoints: 0 }
  const terms = en16931({ ...free, buyer: firm })
  expect(terms["BG-7"]).toMatchObject({ "BT-46": "J12/345/2015", "BT-47": "17030766" })
  for (const vatTerm of ["BT-31", "BT-48", "BT-152", "BT-119", "BT-7"])
    expect(JSON.stringify(terms)).not.toContain(`"${vatTerm}"`)
  expect(JSON.stringify(terms)).not.toMatch(/TVA/)
})

test("the day of the money is named where it is before the day of issue, and the share capital", () => {
  const paidAt = new Date("2026-11-20T10:00:00Z")
  const rich = { ...seller, shareCapitalBani: 9_000_000 }
  expect(en16931({ ...person, paidAt, seller: rich })).toMatchObject({
    "BT-2": "2026-11-23",
    "BT-7": "2026-11-20",
    "BG-4": { "BT-33": "Capital social 90.000,00 lei" },
  })
  // 22.11., 23:30 in Bucharest is the day before; the same day is not named.
  expect(en16931({ ...person, paidAt: new Date("2026-11-22T21:30:00Z") })).toMatchObject({
    "BT-7": "2026-11-22",
  })
  expect(en16931({ ...person, paidAt: person.issuedAt })).not.toHaveProperty("BT-7")
})

test("the lines as rows of a CSV: quantity and unit price without VAT, a storno's quantity is negative", () => {
  expect(invoiceLineRows(person)[1]).toEqual({
    ...{ number: "FS 12", line: "2", text: "Sport, 1 lună, smartcard 12345678901" },
    ...{ quantity: "1", unit_price: "20.66", net: "20.66", vat_rate: "21.00", vat: "4.34", total: "25.00" },
  })
  const undone = { text: "=Sport", priceBani: -2_500, netBani: -2_066 }
  expect(invoiceLineRows({ ...person, lines: [undone] })).toMatchObject([
    { text: "'=Sport", quantity: "-1", unit_price: "20.66", net: "-20.66", vat: "-4.34", total: "-25.00" },
  ])
})

test("a customer's text is no formula in the CSV", () => {
  const row = invoiceRow({ ...person, buyer: firm })
  expect(row).toMatchObject({ number: "FS 12", issued_on: "2026-11-23", buyer: "'=Pensiunea Brad SRL" })
  expect(row).toMatchObject({ net: "57.02", vat: "11.98", total: "69.00", fiscal_code: "RO17030766" })
})
