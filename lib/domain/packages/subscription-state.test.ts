import { expect, test } from "vitest"
import { stateWords, subscriptionState } from "./subscription-state"

const period = {
  status: "active",
  startsAt: new Date("2026-10-26T12:00:00+02:00"),
  endsAt: new Date("2026-11-26T12:00:00+02:00"),
} as const

const wordsAt = (now: string) => stateWords(subscriptionState(period, new Date(now)))

test("a period is scheduled, active, expiring, expiring today and expired, in this order", () => {
  expect(wordsAt("2026-10-26T11:59:59.999+02:00")).toBe("Programat (începe la 26.10.2026)")
  expect(wordsAt("2026-10-26T12:00:00+02:00")).toBe("Activ · 31 de zile")
  expect(wordsAt("2026-11-20T23:59:59.999+02:00")).toBe("Activ · 6 zile")
  expect(wordsAt("2026-11-21T00:00:00+02:00")).toBe("Expiră în 5 zile")
  expect(wordsAt("2026-11-25T12:00:00+02:00")).toBe("Expiră în 1 zi")
  expect(wordsAt("2026-11-26T11:59:59.999+02:00")).toBe("Expiră azi")
  expect(wordsAt("2026-11-26T12:00:00+02:00")).toBe("Expirat")
})

test("what was paid and not activated says so", () => {
  expect(stateWords(subscriptionState({ status: "ready" }, new Date()))).toBe("Plătit – neactivat")
})
