import type { Act } from "../core/agenda"
import type { Random } from "../core/random"
import { days, hours, minutes } from "./world"

/** Every block of 30 days ends with two days of rest. */
const blockDays = 30
export const restDays = 2
const isRestDay = (day: number): boolean => day % blockDays >= blockDays - restDays
/** The days after which the world is at rest. */
export const restEnds = (dayCount: number): number[] =>
  Array.from({ length: Math.max(1, Math.floor(dayCount / blockDays)) }, (_, at) =>
    Math.min((at + 1) * blockDays, dayCount),
  )

type Plan = { readonly start: number; readonly days: number; readonly people: readonly string[] }

/**
 * What people and the scheduler set out to do, before anything has happened: it depends on the seed alone, so
 * that a story can leave any of it out.
 */
export function drawPlan(randomOf: (label: string) => Random, { start, days: count, people }: Plan): Act[] {
  const rhythm = randomOf("rhythm").weighted({ "two-hourly": 1, "six-hourly": 3, daily: 4 })
  const acts: Act[] = []
  for (let day = 0; day < count; day += 1) {
    const random = randomOf(`day:${day}`)
    const midnight = start + days(day)
    const ofDay = isRestDay(day)
      ? restActs(rhythm)
      : [...peopleActs(random, people), ...operatorActs(random), ...jobs(random, rhythm)]
    acts.push(
      ...ofDay.map(({ atMs, ...rest }, at) => ({
        ...rest,
        at: midnight + atMs,
        id: idOf(day, at),
        about: {},
      })),
    )
  }
  return acts
}

const idOf = (day: number, at: number) => `${String(day).padStart(3, "0")}.${String(at).padStart(2, "0")}`

type Planned = { readonly kind: string; readonly who: string; readonly atMs: number }

const wishes = {
  look: 22,
  shop: 16,
  "look-at-orders": 10,
  activate: 12,
  move: 5,
  withdraw: 5,
  "change-reminders": 2,
  "mailbox-breaks": 1.5,
  "add-card": 3,
  "give-card-away": 3,
  "close-account": 0.6,
}

function peopleActs(random: Random, people: readonly string[]): Planned[] {
  // A holiday: everybody is away.
  if (random.chance(0.06)) return []
  const acts = people.flatMap((who) =>
    Array.from({ length: random.between(0, 2) }, () => ({
      ...{ kind: random.weighted(wishes), who },
      atMs: Math.round(hours(5 + 17 * random.next())),
    })),
  )
  const strangers = Array.from({ length: random.between(0, 3) }, () => ({
    ...{ kind: "stranger-tries", who: "stranger" },
    atMs: Math.round(hours(24 * random.next())),
  }))
  return [...acts, ...strangers]
}

const chores = {
  "refund-order": 0.12,
  "card-breaks": 0.08,
  "release-card": 0.05,
  "gateway-sale": 0.25,
  "block-card": 0.12,
  "change-prices": 0.05,
  "change-vat": 0.04,
}

function operatorActs(random: Random): Planned[] {
  const wanted = Object.entries(chores).filter(([, chance]) => random.chance(chance))
  return [
    { kind: "work-lists", who: "operator", atMs: Math.round(hours(6 + 8 * random.next())) },
    { kind: "import-periods", who: "operator", atMs: hours(1) + minutes(random.between(0, 50)) },
    ...wanted.map(([kind]) => ({ kind, who: "operator", atMs: Math.round(hours(6 + 10 * random.next())) })),
  ]
}

const jobKinds = ["job-payments", "job-entitlements", "job-alerts", "job-outbox"] as const
const runsOf = { "two-hourly": 12, "six-hourly": 4, daily: 1 } as const

/** A tenth of the runs is missed, some come late, and some come twice, one inside the other. */
function jobs(random: Random, rhythm: keyof typeof runsOf): Planned[] {
  const runs = runsOf[rhythm]
  const wanted = jobKinds.flatMap((kind, nth) => {
    const times =
      kind === "job-alerts" ? Math.min(runs, 2) : rhythm === "daily" && kind === "job-outbox" ? 0 : runs
    return Array.from({ length: times }, (_, at) => {
      const atMs =
        hours((at * 24) / times + (rhythm === "daily" ? 5 : 0)) + minutes(nth * 3 + random.between(0, 50))
      const fate = random.weighted({ runs: 86, missed: 10, twice: 4 })
      const run = { kind, who: "scheduler", atMs }
      return fate === "missed" ? [] : fate === "twice" ? [run, { ...run, atMs: atMs + 300 }] : [run]
    }).flat()
  })
  return [...wanted, { kind: "job-cleanup", who: "scheduler", atMs: hours(3) }]
}

/** Jobs only: no person helps. */
function restActs(rhythm: keyof typeof runsOf): Planned[] {
  const step = rhythm === "two-hourly" ? 3 : 6
  return Array.from({ length: 24 / step }, (_, at) =>
    jobKinds.map((kind, nth) => ({ kind, who: "scheduler", atMs: hours(at * step) + minutes(nth) })),
  ).flat()
}
