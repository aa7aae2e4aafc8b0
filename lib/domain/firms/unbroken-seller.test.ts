import { expect, test } from "vitest"
import { unbrokenSeller } from "./unbroken-seller"

test("a phone is one piece; an address breaks between words, not before a number or after an abbreviation", () => {
  const shown = (phone: string, address: string) => {
    const { phone: written, address: at } = unbrokenSeller({ phone, address })
    return [written, at].map((text) => text.replaceAll("\u00a0", "_"))
  }
  expect(shown("+40 21 555 01 01", "Bd. Iuliu Maniu nr. 7, corp A, Sector 6, București 061072")).toEqual([
    "+40_21_555_01_01",
    "Bd._Iuliu Maniu nr._7, corp A, Sector_6, București_061072",
  ])
  expect(shown("0372", "Târgu Jiu")).toEqual(["0372", "Târgu Jiu"])
})
