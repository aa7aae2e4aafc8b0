import { afterAll, expect, inject, test } from "vitest"
import { createPool } from "./pool"

const store = { serverUrl: inject("serverUrl"), productUrl: inject("productUrl") }
const pool = createPool(store, 2, process.cwd())
afterAll(() => pool.close())

// Processes of their own, which import the product again: long on a busy machine.
const patience = { timeout: 300_000 }

test("a seed has the same events in every run, and another seed has others", patience, async () => {
  const run = (seed: number, dropped: readonly string[] = []) =>
    pool.run({ seed, days: 4, keepGoing: true, dropped })
  const [first, again, other] = await Promise.all([run(11), run(11), run(12)])
  expect(again.story).toEqual(first.story)
  expect(again.hash).toBe(first.hash)
  expect(other.hash).not.toBe(first.hash)
  expect(first.acts).toBeGreaterThan(8)
  // Without one person's act the other acts are the same.
  const left = first.done.find(({ who, id }) => who === "c1" && !id.includes("/"))?.id ?? ""
  const without = await run(11, [left])
  const planned = (story: typeof first) => story.done.map(({ id }) => id).filter((id) => !id.includes("/"))
  expect(planned(without).toSorted()).toEqual(
    planned(first)
      .filter((id) => id !== left)
      .toSorted(),
  )
})
