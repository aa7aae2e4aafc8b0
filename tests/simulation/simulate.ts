/**
 * `npm run simulate -- --seed N [--days D] [--all] [--story ATTEMPTS]`: one seed; `--all` goes on after a
 * broken promise. `npm run simulate -- --minutes M [--workers W]`: fresh seeds.
 * See tests/simulation/README.md.
 */
import { parseArgs } from "node:util"
import { runForMinutes, runOne } from "./run/modes"
import { createPool } from "./run/pool"
import { startStore } from "./run/store"

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    days: { type: "string", default: "60" },
    all: { type: "boolean", default: false },
    story: { type: "string", default: "150" },
    minutes: { type: "string" },
    workers: { type: "string", default: "2" },
  },
})
const print = (line: string) => process.stdout.write(`${line}\n`)
const store = await startStore()
const workers = values.minutes ? Number(values.workers) : 1
const pool = createPool(store, workers, process.cwd())
try {
  const [seed, days, mostAttempts] = [values.seed, values.days, values.story].map(Number)
  const hasHeld = values.minutes
    ? await runForMinutes(pool, { minutes: Number(values.minutes), workers }, print)
    : await runOne(
        pool,
        { seed: seed ?? 1, days: days ?? 60, mostAttempts: mostAttempts ?? 0, keepGoing: values.all },
        print,
      )
  process.exitCode = hasHeld ? 0 : 1
} finally {
  pool.close()
  await store.stop()
}
