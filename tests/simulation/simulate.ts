/**
 * `npm run simulate -- --seed N [--days D] [--all | --promise NAME] [--story ATTEMPTS]`: one seed. `--all`
 * goes on after a broken promise, `--promise` until this one breaks.
 * `-- --minutes M [--workers W]`: fresh seeds. `-- --mutants [--only NAME] [--seeds N]`: faults put back.
 * See tests/simulation/README.md.
 */
import { parseArgs } from "node:util"
import { runMutants } from "./mutants/run-mutants"
import { runForMinutes, runOne } from "./run/modes"
import { createPool } from "./run/pool"
import { startStore } from "./run/store"

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    days: { type: "string", default: "60" },
    all: { type: "boolean", default: false },
    promise: { type: "string" },
    log: { type: "string" },
    story: { type: "string", default: "150" },
    minutes: { type: "string" },
    mutants: { type: "boolean", default: false },
    only: { type: "string" },
    seeds: { type: "string", default: "50" },
    workers: { type: "string", default: "2" },
  },
})
const print = (line: string) => process.stdout.write(`${line}\n`)
const store = await startStore()
try {
  process.exitCode = (await run()) ? 0 : 1
} finally {
  await store.stop()
}

async function run(): Promise<boolean> {
  const [seed = 1, days = 60, mostAttempts = 0] = [values.seed, values.days, values.story].map(Number)
  const { promise, minutes, log, only: wanted, all: keepGoing } = values
  const workers = values.mutants || minutes ? Number(values.workers) : 1
  if (values.mutants) return runMutants({ store, workers, wanted, days, seeds: Number(values.seeds) }, print)
  const pool = createPool(store, workers, process.cwd())
  try {
    if (minutes) return await runForMinutes(pool, { minutes: Number(minutes), workers }, print)
    return await runOne(pool, { seed, days, mostAttempts, keepGoing, promise, log }, print)
  } finally {
    pool.close()
  }
}
