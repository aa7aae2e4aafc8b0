import { step } from "@/scripts/lib/steps"
import { describeMachine } from "../lib/machine"
import { publish } from "../lib/results"
import { runWorker } from "../lib/worker"
import {
  forgetPeer,
  forgetRuns,
  leftBy,
  makeDatabase,
  type Stops,
  seededDatabase,
  startGround,
  startSink,
} from "./ground"
import { mailsFor, type Population, startsAt } from "./seed"
import { type Round, type Sizes, tableOf } from "./table"
import type { FloorResult, FloorTask, PeerResult, PeerTask, ProductResult, ProductTask } from "./tasks"

const full: Sizes = { due: 100_000, subscriptions: 1_000_000, more: 10_000_000, rounds: 3 }
const small: Sizes = { due: 5_000, subscriptions: 50_000, more: null, rounds: 1 }

type Measure = <Task, Result extends { startedAt: number; endedAt: number }>(
  script: string,
  task: Task,
) => ReturnType<typeof runWorker<Result>>

type Place = { readonly url: string; readonly population: Population }

/** Measures the expiry run, the same work on pg-boss, and the bare mechanism, in turns. */
export async function expiryBench({ isSmall, stops }: { readonly isSmall: boolean; readonly stops: Stops }) {
  const sizes = isSmall ? small : full
  const { server, folder } = await step("PostgreSQL", () => startGround(stops))
  const machine = await describeMachine(server.url("postgres"))
  const sink = await startSink(stops, folder)
  const measure: Measure = (script, task) =>
    runWorker({
      script: `bench/expiry/${script}.ts`,
      task,
      folder,
      onStart: ({ stop }) => stops.add(script, () => stop("SIGTERM", 5_000)),
    })

  const place = async (subscriptions: number): Promise<Place> => {
    const population = { subscriptions, due: sizes.due }
    const url = await step(`${inWords(subscriptions)} subscriptions`, () =>
      seededDatabase(server, population),
    )
    return { url, population }
  }
  const usual = await place(sizes.subscriptions)
  const larger = sizes.more === null ? null : await place(sizes.more)
  const peer = await makeDatabase(server, "peer")

  const productOn = async ({ url, population }: Place, mailUrl: string | null) => {
    await forgetRuns(url)
    await sink.taken()
    const task: ProductTask = { url, startsAt: startsAt.toISOString(), mailUrl }
    const result = await measure<ProductTask, ProductResult>("product-worker", task)
    await assertAllSent(url, population, mailUrl ? await sink.taken() : null)
    return result
  }
  const peerRun = async () => {
    const task: PeerTask = { url: peer, jobs: sizes.due, mailUrl: sink.url }
    const result = await measure<PeerTask, PeerResult>("pg-boss-worker", task)
    await forgetPeer(peer)
    return result
  }

  const rounds: Round[] = []
  for (let number = 1; number <= sizes.rounds; number += 1) {
    const title = (what: string) => `round ${number} of ${sizes.rounds}: ${what}`
    rounds.push({
      whole: await step(title("the whole"), () => productOn(usual, sink.url)),
      larger: larger && (await step(title("the whole, larger"), () => productOn(larger, sink.url))),
      database: await step(title("the database's part"), () => productOn(usual, null)),
      floor: await step(title("bare mechanism"), () =>
        measure<FloorTask, FloorResult>("floor-worker", { url: peer, rows: sizes.due }),
      ),
      peer: await step(title("pg-boss"), peerRun),
    })
  }
  publish({ name: isSmall ? "expiry-small" : "expiry", machine, ...tableOf(sizes, rounds), rounds })
}

/** The figures count only if the run stored and sent every mail. */
async function assertAllSent(url: string, population: Population, taken: number | null) {
  const mails = mailsFor(population)
  const left = await leftBy(url)
  const isRight = left?.periods === population.due && left.sent === mails && left.other === 0
  if (!isRight || (taken !== null && taken !== mails))
    throw new Error(`Of ${mails} mails ${JSON.stringify(left)} were recorded, ${taken} arrived`)
}

const inWords = (count: number) => count.toLocaleString("en")
