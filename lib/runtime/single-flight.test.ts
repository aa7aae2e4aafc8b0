import { expect, test } from "vitest"
import { singleFlight } from "./single-flight"

/** Work that runs until the test ends it. */
function someWork(name: string) {
  const ends: ((failure?: Error) => void)[] = []
  let running = 0
  let most = 0
  const call = singleFlight(name, () => {
    running += 1
    most = Math.max(most, running)
    return new Promise<void>((resolve, reject) => {
      ends.push((failure) => {
        running -= 1
        if (failure) reject(failure)
        else resolve()
      })
    })
  })
  return { call, ends, most: () => most }
}

test("a hundred calls during a run make one more run, and nothing runs beside it", async () => {
  const { call, ends, most } = someWork("a hundred")
  const first = call()
  const others = Promise.all(Array.from({ length: 100 }, call))
  expect(ends).toHaveLength(1)
  ends[0]?.()
  await first
  await expect.poll(() => ends.length).toBe(2)
  ends[1]?.()
  await others
  expect(ends).toHaveLength(2)
  expect(most()).toBe(1)
})

test("a call during the second run makes a third: that run may have passed its work", async () => {
  const { call, ends } = someWork("a third")
  const calls = [call(), call()]
  ends[0]?.()
  await expect.poll(() => ends.length).toBe(2)
  calls.push(call())
  ends[1]?.()
  await expect.poll(() => ends.length).toBe(3)
  ends[2]?.()
  await Promise.all(calls)
})

test("a failed run fails its own caller alone", async () => {
  const { call, ends } = someWork("a failure")
  const first = call()
  const second = call()
  ends[0]?.(new Error("the run failed"))
  await expect(first).rejects.toThrow("the run failed")
  await expect.poll(() => ends.length).toBe(2)
  ends[1]?.()
  await second
})

test("two copies of the module share one flight", async () => {
  const [one, other] = [someWork("shared"), someWork("shared")]
  const first = one.call()
  const second = other.call()
  expect([one.ends.length, other.ends.length]).toEqual([1, 0])
  one.ends[0]?.()
  await first
  await expect.poll(() => other.ends.length).toBe(1)
  other.ends[0]?.()
  await second
})
