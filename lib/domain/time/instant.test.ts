import { expect, test } from "vitest"
import { parseInstant } from "./instant"

test("an instant has an offset; seconds are optional", () => {
  expect(parseInstant("2026-11-26T12:00:00+02:00")?.toISOString()).toBe("2026-11-26T10:00:00.000Z")
  expect(parseInstant("2026-11-26T12:00Z")?.toISOString()).toBe("2026-11-26T12:00:00.000Z")
  expect(parseInstant("2028-02-29T23:59:59.999Z")?.toISOString()).toBe("2028-02-29T23:59:59.999Z")
})

test("a text that is not an instant is refused", () => {
  const refused = [
    "",
    "2026-11-26",
    "2026-11-26T12:00:00",
    "26.11.2026 12:00",
    "2026-02-30T12:00:00Z",
    "2027-02-29T12:00:00Z",
    "2026-13-01T12:00:00Z",
    "2026-11-26T24:00:00Z",
    "1999-12-31T23:59:59Z",
    "2101-01-01T00:00:00Z",
    "2026-11-26T12:00:00Z ",
    "+010000-01-01T00:00:00Z",
  ]
  for (const text of refused) expect(parseInstant(text), text).toBeNull()
})
