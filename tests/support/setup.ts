import { afterEach, beforeEach, expect, vi } from "vitest"

/** Nothing may complain on the console unseen. */
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation((...complaint) => complaints.push(complaint))
})

const complaints: unknown[][] = []

afterEach(() => {
  expect(complaints.splice(0), "console.error was called").toEqual([])
})
