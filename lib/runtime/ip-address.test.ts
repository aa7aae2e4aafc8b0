import { expect, test } from "vitest"
import { limitedPlaces, shortIp } from "./ip-address"

test("a stored address does not identify a household", () => {
  expect(shortIp("203.0.113.77")).toBe("203.0.113.0")
  expect(shortIp("::ffff:203.0.113.77")).toBe("203.0.113.0")
  expect(shortIp("2001:0db8:00ab:1:2:3:4:5")).toBe("2001:db8:ab::")
  expect(shortIp("2001:db8::1")).toBe("2001:db8:0::")
  for (const other of [null, "", "unknown", "<script>", "1.2.3"]) expect(shortIp(other)).toBe("")
})

const placeOf = (ip: string, tier = "") => limitedPlaces(ip).find((one) => one.tier === tier)?.place

test("limits count an IPv6 network as one place, and the wider ones that a customer may have", () => {
  expect(placeOf("2001:db8:ab:1:2:3:4:5")).toBe(placeOf("2001:db8:ab:1::9"))
  expect(placeOf("2001:db8:ab:2::9")).not.toBe(placeOf("2001:db8:ab:1::9"))
  expect(placeOf("2001:db8:ab:12ff::9", "-56")).toBe(placeOf("2001:db8:ab:1200::9", "-56"))
  expect(placeOf("2001:db8:ab:13ff::9", "-56")).not.toBe(placeOf("2001:db8:ab:1200::9", "-56"))
  expect(placeOf("2001:db8:ab:ff::9", "-56")).toBe(placeOf("2001:db8:ab::9", "-56"))
  expect(placeOf("2001:db8:ab:13ff::9", "-48")).toBe(placeOf("2001:db8:ab:1::9", "-48"))
  expect(placeOf("2001:db8:ac:1::9", "-48")).not.toBe(placeOf("2001:db8:ab:1::9", "-48"))
  expect(limitedPlaces("203.0.113.77")).toEqual([{ tier: "", place: "203.0.113.77" }])
})

test("limits count an IPv4 address as one place, however the proxy writes it", () => {
  for (const spelling of ["::ffff:203.0.113.77", "::FFFF:203.0.113.77"])
    expect(limitedPlaces(spelling)).toEqual(limitedPlaces("203.0.113.77"))
})
