import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { createTurns } from "./turns"

const options = { atOnce: 2, leaseMs: 100, longest: 4, oldestMs: 5_000, memoryMs: 60_000 }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Requests by name; `log` has which began and which were refused. */
function line(changes: Partial<typeof options> = {}) {
  const turns = createTurns({ ...options, ...changes })
  const log: string[] = []
  const ends = new Map<string, () => void>()
  function ask(name: string, place = name, weight = 1) {
    return turns.ask({
      places: [{ name: place, weight }],
      start(end) {
        log.push(name)
        ends.set(name, end)
      },
      refuse: () => log.push(`${name} refused`),
    })
  }
  return { log, ask, end: (name: string) => ends.get(name)?.() }
}

test("two at once begin, the others when one ends, newest and oldest by turns", () => {
  const { log, ask, end } = line()
  for (const name of ["a", "b", "c", "d", "e"]) ask(name)
  expect(log).toEqual(["a", "b"])
  end("a")
  end("a")
  expect(log).toEqual(["a", "b", "e"])
  end("e")
  expect(log).toEqual(["a", "b", "e", "c"])
})

test("a place that had no turn goes before places that had some", () => {
  const { log, ask, end } = line()
  for (const name of ["f1", "f2", "f3", "f4"]) ask(name, "flood")
  ask("owner")
  end("f1")
  expect(log).toEqual(["f1", "f2", "owner"])
  ask("owner again", "owner")
  end("f2")
  expect(log.at(-1)).toBe("owner again")
})

test("a wider network weighs less: it may have more turns before others go first", () => {
  const { log, ask, end } = line({ atOnce: 1 })
  ask("n1", "network", 1 / 4)
  ask("h1", "host")
  end("n1")
  ask("n2", "network", 1 / 4)
  ask("h2", "host")
  end("h1")
  expect(log).toEqual(["n1", "h1", "n2"])
})

test("a flood is forgotten by half every minute", () => {
  const { log, ask, end } = line({ atOnce: 1 })
  for (const name of ["f1", "f2", "f3"]) {
    ask(name, "flood")
    end(name)
  }
  vi.advanceTimersByTime(2 * 60_000)
  ask("other")
  ask("f4", "flood")
  ask("o2", "other")
  end("other")
  expect(log.at(-1)).toBe("f4")
})

test("a request that does not end gives its turn on after its lease, once", () => {
  const { log, ask, end } = line({ atOnce: 1 })
  for (const name of ["slow", "b", "c"]) ask(name)
  vi.advanceTimersByTime(99)
  expect(log).toEqual(["slow"])
  vi.advanceTimersByTime(1)
  expect(log).toEqual(["slow", "c"])
  end("slow")
  expect(log).toEqual(["slow", "c"])
})

test("past the longest line the place with the most turns is refused, and who waited too long", () => {
  const { log, ask, end } = line({ atOnce: 1, leaseMs: 10_000 })
  ask("f0", "flood")
  for (const name of ["f1", "a", "b", "c"]) ask(name, name.startsWith("f") ? "flood" : name)
  expect(log).toEqual(["f0"])
  ask("d")
  expect(log).toEqual(["f0", "f1 refused"])
  vi.advanceTimersByTime(options.oldestMs)
  expect(log).toEqual(["f0", "f1 refused", "a refused", "b refused", "c refused", "d refused"])
  end("f0")
  expect(log).toHaveLength(6)
})

test("who has left the line gets no turn and no refusal", () => {
  const { log, ask, end } = line({ atOnce: 1 })
  ask("a")
  ask("gone")()
  ask("c")
  end("a")
  vi.advanceTimersByTime(options.oldestMs)
  expect(log).toEqual(["a", "c"])
})
