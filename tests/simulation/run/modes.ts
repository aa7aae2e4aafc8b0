import { writeFileSync } from "node:fs"
import { causeOf } from "../world/cause"
import { minimise } from "./minimise"
import type { Pool } from "./pool"
import { keepResult, nextSeed } from "./results"
import type { SeedResult } from "./run-seed"

const hourMs = 3_600_000

type Print = (line: string) => void

/** One line for a seed, one for each broken promise. */
function report({ seed, days, steps, events, hash, seconds, broken }: SeedResult, print: Print): void {
  const size = `${days} days, ${steps} steps, ${events} events, log ${hash.slice(0, 12)}, ${seconds.toFixed(1)} s`
  print(`seed ${seed}: ${broken.length === 0 ? "every promise held" : "BROKEN"} (${size})`)
  for (const { at, promise, detail } of broken) print(`  ${new Date(at).toISOString()} ${promise}: ${detail}`)
}

type OneSeed = {
  readonly seed: number
  readonly days: number
  readonly keepGoing: boolean
  /** Part of the cause that the story is about; without it, the first one. */
  readonly promise: string | undefined
  readonly mostAttempts: number
  /** A file for the log of events, of which the newest thousands are kept. */
  readonly log: string | undefined
}

/** Runs a seed; when it fails, prints a story of as few acts as the search finds. Answers whether it held. */
export async function runOne(pool: Pool, one: OneSeed, print: Print): Promise<boolean> {
  const { seed, days, keepGoing, promise, mostAttempts } = one
  const first = await pool.run({ seed, days, keepGoing: keepGoing || promise !== undefined })
  report(first, print)
  if (one.log) writeFileSync(one.log, first.story.join("\n"))
  const broken = first.broken.find((each) => causeOf(each).includes(promise ?? ""))
  if (!broken || mostAttempts === 0) return !broken
  const untilCause = causeOf(broken)
  const story = async (dropped: ReadonlySet<string>) => {
    const order = {
      seed,
      days,
      untilCause,
      everyStep: true,
      stopAt: broken.at + hourMs,
      dropped: [...dropped],
    }
    const again = await pool.run(order)
    return { again, fails: again.broken.some((other) => causeOf(other) === untilCause), done: again.done }
  }
  const dropped = await minimise({ attempt: story, done: first.done, mostAttempts })
  const { again } = await story(dropped)
  print(`The story of ${untilCause}, ${again.done.length} of ${first.done.length} acts:`)
  for (const line of again.story) print(`  ${line}`)
  return false
}

/** As many fresh seeds as fit: of 23, three of 400 days and twenty of 60. */
export async function runForMinutes(
  pool: Pool,
  { minutes, workers }: { readonly minutes: number; readonly workers: number },
  print: Print,
): Promise<boolean> {
  const end = performance.now() + minutes * 60_000
  const totals = { seeds: 0, days: 0, steps: 0, events: 0, acts: 0, broken: 0 }
  let seed = nextSeed()
  async function work(): Promise<void> {
    while (performance.now() < end) {
      const mine = seed
      seed += 1
      const result = await pool.run({ seed: mine, days: mine % 23 < 3 ? 400 : 60 })
      keepResult(result)
      if (result.broken.length > 0) report(result, print)
      totals.seeds += 1
      totals.days += result.days
      totals.steps += result.steps
      totals.events += result.events
      totals.acts += result.acts
      totals.broken += result.broken.length > 0 ? 1 : 0
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  const { seeds, days, steps, events, acts, broken } = totals
  const perDay = (acts / days).toFixed(1)
  print(
    `${seeds} seeds, ${days} days, ${steps} steps, ${events} events, ${perDay} acts a day; ${broken} broken`,
  )
  return broken === 0
}
