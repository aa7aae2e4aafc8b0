import { afterEach, beforeEach, expect, vi } from "vitest"

/** A call of console.error fails the test. */
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation((...message) => messages.push(message))
})

const messages: unknown[][] = []

afterEach(() => {
  expect(messages.splice(0), "console.error was called").toEqual([])
})
