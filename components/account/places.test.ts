import { expect, test } from "vitest"
import { placeOf } from "./places"

test.each([
  ["/cont", "/cont"],
  ["/cont/smartcarduri", "/cont/smartcarduri"],
  ["/cont/smartcarduri/1", "/cont/smartcarduri"],
  ["/cont/setari", "/cont/setari"],
  ["/cont/retragere", "/cont/comenzi"],
  ["/cont/facturi/1", "/cont/comenzi"],
  ["/cont/date-facturare", "/cont/setari"],
  ["/cont/ceva", "/cont"],
  ["/contul", undefined],
])("%s belongs to %s", (pathname, place) => {
  expect(placeOf(pathname)).toBe(place)
})

test("the billing page of an order belongs to the order", () => {
  expect(placeOf("/cont/date-facturare", true)).toBe("/cont/comanda")
  expect(placeOf("/cont/setari", true)).toBe("/cont/setari")
})
