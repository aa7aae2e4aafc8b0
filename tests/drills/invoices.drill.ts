import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { closeDb, createDb, type Db } from "@/db/client"
import { invoiceLines, invoices } from "@/db/schema"
import type { PostgresServer } from "@/scripts/lib/postgres"
import { createStopList } from "@/scripts/lib/steps"
import { checkDisturbances, checkJournal, checkNumbering, type Disturbances } from "./support/check-invoices"
import { invoiceChanges, protectionChanges } from "./support/invoice-changes"
import type { Task } from "./support/invoice-worker"
import { storeOrdersToPay } from "./support/open-orders"
import { bootTime, countOpenTransactions, type OpenTransactions } from "./support/open-transactions"
import { startOwnDatabase } from "./support/own-database"
import { report, size } from "./support/size"
import { createWorkerPool, type WorkerPool } from "./support/worker-pool"

const orderCount = size(600, 10_000)
const workers = size(2, 5)
const connectionsEach = size(6, 10)
const kills = size(3, 20)
const restarts = size(1, 3)
/** Every second kill waits for a worker whose open transaction has taken a number. */
const aimedKills = Math.ceil(kills / 2)

const stops = createStopList()
afterAll(() => stops.stop())

let server: PostgresServer
let db: Db
let productUrl: string
let pool: WorkerPool

/** A database of its own, because this drill crashes the server. */
beforeAll(async () => {
  const own = await startOwnDatabase(stops, { name: "invoices", connections: 2, crashSafe: true })
  server = own.server
  db = own.db
  productUrl = own.url
  await storeOrdersToPay(db, orderCount)
  pool = createWorkerPool({
    script: "tests/drills/support/invoice-worker.ts",
    folder: join(own.folder, "workers"),
    workers,
    taskOf: ({ share, journal }): Task => {
      const shared = [share, (share + 1) % workers]
      return { url: own.url, connections: connectionsEach, shares: workers, own: shared, journal }
    },
  })
  stops.add("The workers", pool.stopAll)
})

const inspect = (name: string) => countOpenTransactions(db, name, ["invoices"])

test("invoice numbers have no gap and no duplicate after rollbacks, kills and crashes of the database", async () => {
  const started = performance.now()
  await pool.start()
  const disturbances = await disturb()
  await workUntil(() => !pool.isRunning())
  const seconds = Math.round((performance.now() - started) / 1_000)
  report("invoices", {
    ...(await checkNumbering(db, orderCount)),
    ...(await checkJournal(db, pool.journal())),
    ...checkDisturbances(disturbances, { kills, restarts, aimedKills }),
    connections: workers * connectionsEach,
    seconds,
  })
})

async function disturb(): Promise<Disturbances> {
  const cutByKills: OpenTransactions[] = []
  const cutByCrashes: OpenTransactions[] = []
  const boots = new Set([await bootTime(db)])
  for (const { kind, atInvoice } of planDisturbances()) {
    await workUntil((issued) => issued >= atInvoice)
    if (kind === "restart") {
      cutByCrashes.push(await crashWithOpenTransactions())
      boots.add(await bootTime(db))
    } else {
      const writingAtLeast = kind === "aimed kill" ? 1 : 0
      const matches = ({ open, writing }: OpenTransactions) => open > 0 && writing >= writingAtLeast
      cutByKills.push(await pool.killOne({ inspect, matches }))
    }
  }
  return { kills: cutByKills, crashes: cutByCrashes, restarts: boots.size - 1 }
}

/** In a random order, spread over the first five sixths of the work. */
function planDisturbances() {
  const all = [
    ...Array.from({ length: kills }, (_, at) => (at < aimedKills ? "aimed kill" : "kill")),
    ...Array.from({ length: restarts }, () => "restart"),
  ]
  const shuffled = all.map((kind) => ({ kind, place: Math.random() })).sort((a, b) => a.place - b.place)
  const distance = (orderCount * 5) / 6 / all.length
  return shuffled.map(({ kind }, at) => ({ kind, atInvoice: Math.floor((at + Math.random()) * distance) }))
}

/** Waits while invoices are issued, however slowly. A minute without a new one is a failure. */
async function workUntil(isReached: (issued: number) => boolean): Promise<void> {
  let progress = { issued: -1, at: Date.now() }
  for (;;) {
    expect(pool.problems()).toEqual([])
    const issued = await db.$count(invoices)
    if (isReached(issued)) return
    if (issued > progress.issued) progress = { issued, at: Date.now() }
    expect(Date.now() - progress.at, `milliseconds without an invoice after ${issued}`).toBeLessThan(60_000)
    await sleep(20)
  }
}

async function crashWithOpenTransactions(): Promise<OpenTransactions> {
  for (;;) {
    const cut = await inspect("drill-worker-%")
    if (cut.open > 0) {
      await server.crash()
      return cut
    }
    await sleep(10)
  }
}

test("the database refuses every change of an issued invoice, to its owner and to the product", async () => {
  expect(await db.$count(invoices)).toBeGreaterThan(0)
  const before = await contents()
  const product = createDb(productUrl, { max: 1 })
  stops.add("The product's connection", () => closeDb(product))
  const violated = { code: "23001" }
  const forbidden = { code: "42501" }
  for (const change of invoiceChanges) {
    const refusal = change.startsWith("insert into invoice_lines") ? violated : forbidden
    await expect(db.$client.unsafe(change), change).rejects.toMatchObject(violated)
    await expect(product.$client.unsafe(change), change).rejects.toMatchObject(refusal)
  }
  for (const change of protectionChanges) {
    await expect(product.$client.unsafe(change), change).rejects.toMatchObject(forbidden)
  }
  expect(await contents()).toEqual(before)
  report("invoices, changes", { refused: invoiceChanges.length * 2 + protectionChanges.length })
})

/** The number of rows and a hash of them that does not depend on their order. */
async function contents() {
  const hashOf = (table: typeof invoices | typeof invoiceLines) =>
    db.execute(sql`select count(*), sum(hashtextextended(t::text, 0)) as hash from ${table} t`)
  return [...(await hashOf(invoices)), ...(await hashOf(invoiceLines))]
}
