import { afterAll, expect, inject, test } from "vitest"
import { createPool } from "./run/pool"

/** The small form of the simulation, for every run of `npm test`: the same seeds each time. */
const seeds = [1, 2, 3, 4]
const days = 10

const pool = createPool(
  { serverUrl: inject("serverUrl"), productUrl: inject("productUrl") },
  2,
  process.cwd(),
)
afterAll(() => pool.close())

test.concurrent.each(seeds)("seed %i keeps every promise", async (seed) => {
  const { broken, acts } = await pool.run({ seed, days, keepGoing: true })
  const lines = broken.map(
    ({ promise, detail }) => `${promise}: ${detail} (npm run simulate -- --seed ${seed} --days ${days})`,
  )
  expect(lines).toEqual([])
  expect(acts).toBeGreaterThan(5 * days)
})
