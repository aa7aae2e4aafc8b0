import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { closeDb, createDb, type Db } from "@/db/client"
import { invoiceLines, invoiceSeries, invoices, orders } from "@/db/schema"
import type { PostgresServer } from "@/scripts/lib/postgres"
import { createStopList } from "@/scripts/lib/steps"
import { violations } from "@/tests/support/invariants"
import { type Crew, createCrew } from "./support/crew"
import type { Task } from "./support/invoice-worker"
import { storeOrdersToPay } from "./support/open-orders"
import { startOwnDatabase } from "./support/own-database"
import { report, size } from "./support/size"
import { bootTime, type UnderWay, underWay } from "./support/under-way"

const orderCount = size(600, 10_000)
const workers = size(2, 5)
const connectionsEach = size(6, 10)
const kills = size(3, 20)
const restarts = size(1, 3)
/** Every second kill waits for a worker that holds a number. */
const aimedKills = Math.ceil(kills / 2)

const stops = createStopList()
afterAll(() => stops.stop())

let server: PostgresServer
let db: Db
let productUrl: string
let crew: Crew

/** A database of its own: it crashes, and nobody else's may. */
beforeAll(async () => {
  const own = await startOwnDatabase(stops, { name: "invoices", connections: 2, crashSafe: true })
  server = own.server
  db = own.db
  productUrl = own.url
  await storeOrdersToPay(db, orderCount)
  crew = createCrew({
    script: "tests/drills/support/invoice-worker.ts",
    folder: join(own.folder, "workers"),
    workers,
    taskOf: ({ share, journal }): Task => {
      const shared = [share, (share + 1) % workers]
      return { url: own.url, connections: connectionsEach, shares: workers, own: shared, journal }
    },
  })
  stops.add("The workers", crew.dismiss)
})

const look = (name: string) => underWay(db, name, ["invoices"])

test("numbers have no gap and no twin, whoever rolls back, is killed or loses the database", async () => {
  const started = performance.now()
  await crew.start()
  const disturbed = await disturb()
  await workUntil(() => !crew.isAtWork())
  const seconds = Math.round((performance.now() - started) / 1_000)
  const numbering = await checkNumbering()
  const outcomes = await checkJournal()
  report("invoices", {
    ...numbering,
    ...outcomes,
    ...checkDisturbances(disturbed),
    connections: workers * connectionsEach,
    seconds,
  })
})

async function disturb() {
  const cutByKills: UnderWay[] = []
  const cutByRestarts: UnderWay[] = []
  const boots = new Set([await bootTime(db)])
  for (const { kind, atInvoice } of disturbances()) {
    await workUntil((issued) => issued >= atInvoice)
    if (kind === "restart") {
      cutByRestarts.push(await crashUnderWay())
      boots.add(await bootTime(db))
    } else {
      const wanted = kind === "aimed kill" ? 1 : 0
      const isHit = ({ open, writing }: UnderWay) => open > 0 && writing >= wanted
      cutByKills.push(await crew.killOne({ look, isHit }))
    }
  }
  return { cutByKills, cutByRestarts, restarted: boots.size - 1 }
}

/** In a random order, spread over the first five sixths of the work. */
function disturbances() {
  const all = [
    ...Array.from({ length: kills }, (_, at) => (at < aimedKills ? "aimed kill" : "kill")),
    ...Array.from({ length: restarts }, () => "restart"),
  ]
  const shuffled = all.map((kind) => ({ kind, place: Math.random() })).sort((a, b) => a.place - b.place)
  const distance = (orderCount * 5) / 6 / all.length
  return shuffled.map(({ kind }, at) => ({ kind, atInvoice: Math.floor((at + Math.random()) * distance) }))
}

/** Waits as long as the work goes on: no machine is too slow, and no worker may hang. */
async function workUntil(isReached: (issued: number) => boolean): Promise<void> {
  let progress = { issued: -1, at: Date.now() }
  for (;;) {
    expect(crew.problems()).toEqual([])
    const issued = await db.$count(invoices)
    if (isReached(issued)) return
    if (issued > progress.issued) progress = { issued, at: Date.now() }
    expect(Date.now() - progress.at, `milliseconds without an invoice after ${issued}`).toBeLessThan(60_000)
    await sleep(20)
  }
}

async function crashUnderWay(): Promise<UnderWay> {
  for (;;) {
    const cut = await look("drill-worker-%")
    if (cut.open > 0) {
      await server.crash()
      return cut
    }
    await sleep(10)
  }
}

async function checkNumbering() {
  const rows = await db.select({ number: invoices.number, orderId: invoices.orderId }).from(invoices)
  const numbers = new Set(rows.map(({ number }) => number))
  const figures = {
    issued: rows.length,
    first: Math.min(...numbers),
    last: Math.max(...numbers),
    gaps: Math.max(...numbers) - numbers.size,
    twins: rows.length - numbers.size,
    ordersWithInvoice: new Set(rows.map(({ orderId }) => orderId)).size,
    ordersPaid: await db.$count(orders, eq(orders.status, "paid")),
  }
  const n = orderCount
  const right = { issued: n, first: 1, last: n, gaps: 0, twins: 0, ordersWithInvoice: n, ordersPaid: n }
  expect(figures).toEqual(right)
  const series = await db.select({ next: invoiceSeries.nextNumber }).from(invoiceSeries)
  expect(series).toEqual([{ next: n + 1 }])
  expect(await violations(db)).toEqual([])
  return figures
}

/** What the workers wrote down, against what is stored: a third changed their mind, and what was confirmed stayed. */
async function checkJournal() {
  const journal = crew.journal()
  const lines = (word: string) => journal.filter(([first]) => first === word)
  const rows = await db.select({ number: invoices.number, orderId: invoices.orderId }).from(invoices)
  const stored = new Set(rows.map(({ orderId, number }) => `${orderId} ${number}`))
  const confirmed = lines("issued").map(([, ...words]) => words.join(" "))
  expect(
    confirmed.filter((words) => !stored.has(words)),
    "confirmed, then gone or another",
  ).toEqual([])

  const rolledBack = lines("back").filter(([, number]) => Number(number) > 0).length
  expect(rolledBack / (rolledBack + rows.length)).toBeGreaterThan(0.25)
  expect(rolledBack / (rolledBack + rows.length)).toBeLessThan(0.42)
  const lost = Map.groupBy(lines("lost"), ([, code]) => code)
  return {
    rolledBack,
    confirmed: confirmed.length,
    alreadySettled: lines("met").length,
    connectionsLost: Object.fromEntries([...lost].map(([code, all]) => [code, all.length])),
  }
}

/** A drill whose kills hit nothing would prove nothing. */
function checkDisturbances({ cutByKills, cutByRestarts, restarted }: Awaited<ReturnType<typeof disturb>>) {
  const total = (cut: readonly UnderWay[], what: keyof UnderWay) =>
    cut.reduce((sum, one) => sum + one[what], 0)
  const figures = {
    kills: cutByKills.filter(({ open }) => open > 0).length,
    killsOfWhoHeldANumber: cutByKills.filter(({ writing }) => writing > 0).length,
    transactionsCutByKills: total(cutByKills, "open"),
    restarts: restarted,
    transactionsCutByRestarts: total(cutByRestarts, "open"),
  }
  expect(figures).toMatchObject({ kills, restarts })
  expect(figures.killsOfWhoHeldANumber).toBeGreaterThanOrEqual(aimedKills)
  expect(cutByRestarts.every(({ open }) => open > 0)).toBe(true)
  return figures
}

/** Whole tables where nothing narrows them: whoever may change none may not change one. */
const changes = [
  "update invoices set total_bani = total_bani + 1",
  "update invoices set number = number + 1 where number = 1",
  "delete from invoices where number = 1",
  "truncate invoices cascade",
  "insert into invoices select * from invoices on conflict (id) do update set total_bani = 1",
  "update invoice_lines set price_bani = price_bani + 1",
  "delete from invoice_lines where position = 0",
  "truncate invoice_lines",
  "truncate orders cascade",
  `insert into invoice_lines (id, invoice_id, position, text, price_bani, net_bani)
    select gen_random_uuid(), invoice_id, 1000, text, 0, 0 from invoice_lines where position = 0`,
]
/** What would let the product's role make the changes above. */
const waysAround = [
  "alter table invoices disable trigger all",
  "alter table invoice_lines disable trigger user",
  "drop trigger invoice_lines_come_once on invoice_lines",
  "create or replace function refuse_change_of_invoice() returns trigger language plpgsql as 'begin return null; end'",
  "set session_replication_role = replica",
  "alter role current_user superuser",
  "drop table invoice_lines",
  "create table mine (id int)",
  "update drizzle.__drizzle_migrations set created_at = 1",
]

test("the database refuses to change, remove or add to what was issued, to its owner and to the product", async () => {
  expect(await db.$count(invoices)).toBeGreaterThan(0)
  const before = await contents()
  const product = createDb(productUrl, { max: 1 })
  stops.add("The product's connection", () => closeDb(product))
  const violated = { code: "23001" }
  const forbidden = { code: "42501" }
  for (const change of changes) {
    const refusal = change.startsWith("insert into invoice_lines") ? violated : forbidden
    await expect(db.$client.unsafe(change), change).rejects.toMatchObject(violated)
    await expect(product.$client.unsafe(change), change).rejects.toMatchObject(refusal)
  }
  for (const way of waysAround) {
    await expect(product.$client.unsafe(way), way).rejects.toMatchObject(forbidden)
  }
  expect(await contents()).toEqual(before)
  report("invoices, changes", { refused: changes.length * 2 + waysAround.length })
})

/** Hashes of all rows, in whatever order they lie. */
async function contents() {
  const hashOf = (table: typeof invoices | typeof invoiceLines) =>
    db.execute(sql`select count(*), sum(hashtextextended(t::text, 0)) as hash from ${table} t`)
  return [...(await hashOf(invoices)), ...(await hashOf(invoiceLines))]
}
