import { expect, test } from "vitest"
import { limitedIp, shortIp } from "./ip-address"

test("a stored address does not identify a household", () => {
  expect(shortIp("203.0.113.77")).toBe("203.0.113.0")
  expect(shortIp("::ffff:203.0.113.77")).toBe("203.0.113.0")
  expect(shortIp("2001:0db8:00ab:1:2:3:4:5")).toBe("2001:db8:ab::")
  expect(shortIp("2001:db8::1")).toBe("2001:db8:0::")
  for (const other of [null, "", "unknown", "<script>", "1.2.3"]) expect(shortIp(other)).toBe("")
})

test("limits count an IPv6 household as one place", () => {
  expect(limitedIp("2001:db8:ab:1:2:3:4:5")).toBe(limitedIp("2001:db8:ab:1::9"))
  expect(limitedIp("2001:db8:ab:2::9")).not.toBe(limitedIp("2001:db8:ab:1::9"))
  expect(limitedIp("203.0.113.77")).toBe("203.0.113.77")
})

test("limits count an IPv4 address as one place, however the proxy writes it", () => {
  expect(limitedIp("::ffff:203.0.113.77")).toBe("203.0.113.77")
  expect(limitedIp("::FFFF:203.0.113.77")).toBe("203.0.113.77")
})
