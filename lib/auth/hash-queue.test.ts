import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { type Asker, createHashQueue } from "./hash-queue"

const options = { atOnce: 1, longest: 4, oldestMs: 2_000, knownInARow: 3, knownOfOne: 2 }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A queue whose hashes run until the test ends them. */
function aQueue(wanted: Partial<typeof options> = {}) {
  const queue = createHashQueue({ ...options, ...wanted })
  const begun: string[] = []
  const ends: (() => void)[] = []
  const refused: string[] = []
  const ask = async (asker: Asker, name: string) => {
    const hashed = await queue.inTurn(asker, () => {
      begun.push(name)
      return new Promise<void>((end) => ends.push(end))
    })
    if (!hashed.ok) refused.push(name)
  }
  return {
    begun,
    refused,
    isFull: queue.isFull,
    strangers: (...names: string[]) => {
      for (const name of names) void ask("stranger", name)
    },
    known: (...names: string[]) => {
      for (const name of names) void ask({ known: name }, name)
    },
    ask,
    /** Ends the running hashes, one after the other, until none is left. */
    async drain() {
      while (ends.length > 0) {
        ends.shift()?.()
        await vi.advanceTimersByTimeAsync(0)
      }
    },
  }
}

test("a known browser goes before the strangers who came earlier; each kind in its order", async () => {
  const queue = aQueue()
  queue.strangers("s1", "s2", "s3")
  queue.known("k1", "k2")
  await queue.drain()
  expect(queue.begun).toEqual(["s1", "k1", "k2", "s2", "s3"])
})

test("strangers get their part, however many of the known wait", async () => {
  const queue = aQueue({ longest: 100 })
  queue.known(...Array.from({ length: 12 }, (_, at) => `k${at}`))
  queue.strangers("s1", "s2")
  await queue.drain()
  expect(queue.begun.indexOf("s1")).toBeLessThanOrEqual(1 + options.knownInARow)
  expect(queue.begun.indexOf("s2")).toBeLessThanOrEqual(2 + 2 * options.knownInARow)
  expect(queue.begun).toHaveLength(14)
})

test("who has waited two seconds is refused and never computed; who came later still goes", async () => {
  const queue = aQueue()
  queue.strangers("runs", "old")
  await vi.advanceTimersByTimeAsync(options.oldestMs - 1)
  queue.strangers("young")
  expect(queue.refused).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(queue.refused).toEqual(["old"])
  await queue.drain()
  expect(queue.begun).toEqual(["runs", "young"])
})

test("a full queue of strangers refuses strangers at once, and no known browser", async () => {
  const queue = aQueue()
  queue.strangers("runs", "s1", "s2", "s3", "s4")
  expect(queue.isFull("stranger")).toBe(true)
  expect(queue.isFull({ known: "k1" })).toBe(false)
  queue.strangers("s5")
  queue.known("k1")
  await vi.advanceTimersByTimeAsync(0)
  expect(queue.refused).toEqual(["s5"])
  await queue.drain()
  expect(queue.begun).toEqual(["runs", "k1", "s1", "s2", "s3", "s4"])
  expect(queue.isFull("stranger")).toBe(false)
})

test("one account cannot fill the queue of the known: its further calls wait among the strangers", async () => {
  const queue = aQueue({ longest: 100 })
  queue.strangers("runs", "s1")
  for (const name of ["a1", "a2", "a3", "a4"]) void queue.ask({ known: "a" }, name)
  queue.known("k1")
  await queue.drain()
  expect(queue.begun).toEqual(["runs", "a1", "a2", "k1", "s1", "a3", "a4"])
  for (const name of ["a5", "a6"]) void queue.ask({ known: "a" }, name)
  queue.strangers("s2")
  await queue.drain()
  expect(queue.begun.slice(-3)).toEqual(["a5", "a6", "s2"])
})

test("no more than the processors hash at once, also after refusals and failures", async () => {
  const queue = createHashQueue({ ...options, atOnce: 2, longest: 100 })
  let running = 0
  let most = 0
  const fail = async (at: number) => {
    running += 1
    most = Math.max(most, running)
    await Promise.resolve()
    running -= 1
    if (at % 3 === 0) throw new Error("the hash failed")
  }
  const asked = Array.from({ length: 60 }, (_, at) =>
    queue.inTurn(at % 2 ? { known: `k${at}` } : "stranger", () => fail(at)),
  )
  await Promise.allSettled(asked)
  expect(most).toBe(2)
  expect(await queue.inTurn("stranger", async () => "still goes")).toEqual({ ok: true, value: "still goes" })
})
