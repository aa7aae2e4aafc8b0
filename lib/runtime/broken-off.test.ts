import { expect, test, vi } from "vitest"
import { logBrokenOff } from "./broken-off"
import { log } from "./log"

test("four hundred requests broken off are one line at info, and the next line counts them", () => {
  const lines: unknown[] = []
  vi.spyOn(log, "info").mockImplementation((...line: unknown[]) => void lines.push(line[0]))
  for (let at = 0; at < 400; at += 1) logBrokenOff(1_000 + at)
  expect(lines).toEqual([{ requests: 1 }])
  logBrokenOff(11_000)
  expect(lines).toEqual([{ requests: 1 }, { requests: 400 }])
})
