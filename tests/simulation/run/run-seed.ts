import { closeDb } from "@/db/client"
import { violations } from "@/tests/support/invariants"
import { checkPromises } from "../promises/promises"
import { createLookout, populate } from "../world/build-world"
import type { Broken } from "../world/cause"
import { createWorld } from "../world/create-world"
import { drawPlan, restDays, restEnds } from "../world/plan"
import { runUntil } from "../world/step"
import { breakPromise, days, type World } from "../world/world"

export type SeedOptions = {
  readonly seed: number
  readonly days: number
  /** An empty, migrated database of its own. */
  readonly databaseUrl: string
  readonly dropped?: ReadonlySet<string>
  /** Goes on after a broken promise, to collect them all. */
  readonly keepGoing?: boolean
  /** Goes on until this cause (`causeOf`) has broken a promise. */
  readonly untilCause?: string
  /** Causes that are known already: only another one ends the run. */
  readonly known?: readonly string[]
  /** Ends there in any case, in milliseconds. */
  readonly stopAt?: number
  /** Looks at the invariants after every step. */
  readonly everyStep?: boolean
}

export type SeedResult = {
  readonly seed: number
  readonly days: number
  readonly broken: readonly Broken[]
  readonly steps: number
  readonly acts: number
  readonly statements: number
  readonly events: number
  readonly hash: string
  readonly story: readonly string[]
  readonly done: World["done"]
  readonly seconds: number
}

/** Seeds start on one of 700 days from here, among them clock changes, a leap day and turns of the year. */
const firstStart = Date.parse("2026-09-28T00:00:00Z")

/** Runs one seed to its end, or to its first broken promise. */
export async function runSeed(options: SeedOptions): Promise<SeedResult> {
  const { seed, days: dayCount, databaseUrl, dropped = new Set() } = options
  const began = performance.now()
  const start = firstStart + days((seed * 37) % 700)
  const sql = createLookout(databaseUrl)
  const world = createWorld({ seed, databaseUrl, sql, dropped, start, until: start + days(dayCount) })
  try {
    await populate(world)
    const people = world.people.map(({ name }) => name)
    for (const act of drawPlan(world.random, { start, days: dayCount, people })) world.agenda.add(act)
    await live(world, { ...options, start })
  } finally {
    await Promise.all([closeDb(world.app.db), sql.end()])
  }
  const { steps, acts, statements } = world.counts
  return {
    ...{ seed, days: dayCount, steps, acts, statements },
    broken: [...world.broken.values()],
    events: world.log.size(),
    hash: world.log.hash(),
    story: world.log.lines(),
    done: world.done,
    seconds: (performance.now() - began) / 1_000,
  }
}

async function live(world: World, options: SeedOptions & { readonly start: number }): Promise<void> {
  const { start, days: dayCount } = options
  for (const end of restEnds(dayCount)) {
    await runBusily(world, start + days(end - restDays), options)
    if (isOver(world, options)) return
    world.faults = false
    world.downUntil = 0
    await runBusily(world, start + days(end), options)
    await checkPromises(world)
    world.faults = true
    if (isOver(world, options)) return
  }
}

function isOver({ broken, clock }: World, options: SeedOptions): boolean {
  const { keepGoing = false, untilCause, known = [], stopAt = Number.POSITIVE_INFINITY } = options
  if (clock.now > stopAt) return true
  if (untilCause !== undefined) return broken.has(untilCause)
  return !keepGoing && [...broken.keys()].some((cause) => !known.includes(cause))
}

/** In hours, so that a broken invariant is found soon. */
async function runBusily(world: World, until: number, options: SeedOptions): Promise<void> {
  let looked = world.counts.steps
  while (world.clock.now < until) {
    await runUntil(world, Math.min(until, world.clock.now + days(1 / 24)))
    const isDue = world.counts.steps - looked >= (options.everyStep ? 1 : 20)
    if (!isDue) continue
    looked = world.counts.steps
    for (const rule of await violations(world.app.db)) breakPromise(world, "invariant", rule)
    if (isOver(world, options)) return
  }
}
