import type { MemoryCurve } from "../lib/memory"
import type { Report, Row } from "../lib/results"
import { median, perSecond } from "../lib/statistics"
import { nodeOptions } from "../lib/worker"
import { serverSettings } from "./ground"
import type { FloorResult, PeerResult, ProductResult, Timed } from "./tasks"

export type Sizes = {
  readonly due: number
  readonly subscriptions: number
  /** The second, larger population; null: none. */
  readonly more: number | null
  readonly rounds: number
}

type Watched<Result> = Result & { readonly memory: MemoryCurve }

export type Round = {
  readonly whole: Watched<ProductResult>
  readonly larger: Watched<ProductResult> | null
  readonly database: Watched<ProductResult>
  readonly floor: Watched<FloorResult>
  readonly peer: Watched<PeerResult>
}

export function tableOf(sizes: Sizes, rounds: readonly Round[]): Pick<Report, "title" | "notes" | "rows"> {
  const { due, subscriptions } = sizes
  return {
    title: `Expiry run: ${inWords(due)} due in ${inWords(subscriptions)} subscriptions`,
    rows: [
      ...ourRows(sizes, rounds),
      ...memoryRows(rounds),
      ...largerRows(sizes, rounds),
      ...otherRows(rounds),
    ],
    notes: [
      "Announced: due periods found, claimed and put in the outbox, a mail per customer. Claimed, frozen, marked: the delivery with composing and sending taken out.",
      "Sent over HTTP to a stand-in that answers at once; every mail was counted in the database and at the stand-in.",
      "pg-boss composes nothing: each of its jobs posts the same text. Its three fetchers take 100 at a time, as ours do. Jobs are inserted 1,000 at a time.",
      "Bare mechanism: a table of ids and statuses, 100 claimed and marked in one statement, three connections.",
      `One PostgreSQL for everything, fsync on, ${serverSettings.join(", ")}; each figure from a fresh process (${nodeOptions}); what is compared took turns.`,
    ],
  }
}

function ourRows({ due }: Sizes, rounds: readonly Round[]): Row[] {
  const announced = rounds.flatMap(({ whole, database }) => [whole, database])
  const wholes = rounds.map(({ whole }) => whole)
  const databases = rounds.map(({ database }) => database)
  return [
    rate(
      "announced, periods",
      announced.map((run) => perSecond(due, run.announced.ms)),
      25_000,
    ),
    rate(
      "claimed, frozen, marked, mails",
      databases.map((run) => speed(run.delivered)),
      25_000,
    ),
    rate(
      "composed alone, mails",
      databases.flatMap(({ composed }) => (composed ? [speed(composed)] : [])),
    ),
    rate(
      "composed, stored, sent, recorded, mails",
      wholes.map(({ delivered }) => speed(delivered)),
      2_000,
    ),
    rate("the same and announced before, mails", wholes.map(speedOfWhole)),
  ]
}

function memoryRows(rounds: readonly Round[]): Row[] {
  const curves = rounds.map(({ whole }) => whole.memory)
  const growth = curves.map(({ firstThird, lastThird }) => lastThird / firstThird)
  return [
    row(
      "memory at most",
      curves.map(({ most }) => most),
      { words: megabytes, most: 300 },
    ),
    row(
      "memory while delivering, first third",
      curves.map(({ firstThird }) => firstThird),
      { words: megabytes },
    ),
    row(
      "memory while delivering, last third",
      curves.map(({ lastThird }) => lastThird),
      { words: megabytes },
    ),
    row("last third ÷ first", growth, { words: ratio, most: 1.25 }),
  ]
}

function largerRows({ more }: Sizes, rounds: readonly Round[]): Row[] {
  if (more === null) return []
  const pairs = rounds.flatMap(({ whole, larger }) => (larger ? [{ whole, larger }] : []))
  const times = (of: (run: ProductResult) => number) =>
    pairs.map(({ whole, larger }) => of(larger) / of(whole))
  const limit = { words: ratio, most: 1.3 }
  return [
    row(
      `${inWords(more)} subscriptions: time to announce ×`,
      times(({ announced }) => announced.ms),
      limit,
    ),
    row(`${inWords(more)} subscriptions: time of the whole ×`, times(timeOfWhole), limit),
  ]
}

function otherRows(rounds: readonly Round[]): Row[] {
  return [
    rate(
      "pg-boss: inserted, jobs",
      rounds.map(({ peer }) => speed(peer.inserted)),
    ),
    rate(
      "pg-boss: fetched, completed, jobs",
      rounds.map(({ peer }) => speed(peer.completed)),
    ),
    rate(
      "pg-boss: fetched, posted, completed, jobs",
      rounds.map(({ peer }) => speed(peer.posted)),
    ),
    rate(
      "bare mechanism: claimed, marked, rows",
      rounds.map(({ floor }) => speed(floor.marked)),
    ),
  ]
}

const speed = ({ count, ms }: Timed) => perSecond(count, ms)
const timeOfWhole = ({ announced, delivered }: ProductResult) => announced.ms + delivered.ms
const speedOfWhole = (run: ProductResult) => perSecond(run.delivered.count, timeOfWhole(run))

type Format = {
  readonly words: (value: number) => string
  /** The target for the median. */
  readonly least?: number
  readonly most?: number
}

const rate = (what: string, values: readonly number[], least?: number) =>
  row(what, values, { words: (value) => `${inWords(value)}/s`, ...(least !== undefined && { least }) })

function row(what: string, values: readonly number[], { words, least, most }: Format): Row {
  const middle = median(values)
  const target = [
    least === undefined ? "" : `≥ ${words(least)}`,
    most === undefined ? "" : `≤ ${words(most)}`,
  ].join("")
  const isMet = target ? middle >= (least ?? middle) && middle <= (most ?? middle) : null
  return { what, median: words(middle), rounds: values.map(words), target, isMet }
}

const inWords = (count: number) => Math.round(count).toLocaleString("en")
const megabytes = (value: number) => `${inWords(value)} MB`
const ratio = (value: number) => value.toFixed(2)
