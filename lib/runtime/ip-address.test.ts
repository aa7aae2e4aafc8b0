import { expect, test } from "vitest"
import { limitedIp, shortIp } from "./ip-address"

test("what is kept of an address names no household", () => {
  expect(shortIp("203.0.113.77")).toBe("203.0.113.0")
  expect(shortIp("::ffff:203.0.113.77")).toBe("203.0.113.0")
  expect(shortIp("2001:0db8:00ab:1:2:3:4:5")).toBe("2001:db8:ab::")
  expect(shortIp("2001:db8::1")).toBe("2001:db8:0::")
  for (const other of [null, "", "unknown", "<script>", "1.2.3"]) expect(shortIp(other)).toBe("")
})

test("an IPv6 household counts as one", () => {
  expect(limitedIp("2001:db8:ab:1:2:3:4:5")).toBe(limitedIp("2001:db8:ab:1::9"))
  expect(limitedIp("2001:db8:ab:2::9")).not.toBe(limitedIp("2001:db8:ab:1::9"))
  expect(limitedIp("203.0.113.77")).toBe("203.0.113.77")
})
