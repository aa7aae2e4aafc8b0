import { expect, test } from "vitest"
import { parseProviderSessionId } from "./provider-session-id"

test.each(["cs_test_a1B2c3", "cs_0190b6a5-0000-7000-8000-000000000000", "x".repeat(255)])(
  "%s is a session id",
  (text) => {
    expect(parseProviderSessionId(text)).toBe(text)
  },
)

test.each(["", "x".repeat(256), "cs_1/expire", "cs 1", "../refunds", "cs_1?x=1"])(
  "%j is no session id",
  (text) => {
    expect(parseProviderSessionId(text)).toBeNull()
  },
)
