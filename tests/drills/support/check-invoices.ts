import { eq } from "drizzle-orm"
import { expect } from "vitest"
import type { Db } from "@/db/client"
import { invoiceSeries, invoices, orders } from "@/db/schema"
import { violations } from "@/tests/support/invariants"
import type { OpenTransactions } from "./open-transactions"

/** Every order has one invoice, and the numbers are 1 to `count`. */
export async function checkNumbering(db: Db, count: number) {
  const rows = await db.select({ number: invoices.number, orderId: invoices.orderId }).from(invoices)
  const numbers = new Set(rows.map(({ number }) => number))
  const figures = {
    issued: rows.length,
    first: Math.min(...numbers),
    last: Math.max(...numbers),
    gaps: Math.max(...numbers) - numbers.size,
    duplicates: rows.length - numbers.size,
    ordersWithInvoice: new Set(rows.map(({ orderId }) => orderId)).size,
    ordersPaid: await db.$count(orders, eq(orders.status, "paid")),
  }
  expect(figures).toEqual({
    ...{ issued: count, first: 1, last: count, gaps: 0, duplicates: 0 },
    ...{ ordersWithInvoice: count, ordersPaid: count },
  })
  const series = await db.select({ next: invoiceSeries.nextNumber }).from(invoiceSeries)
  expect(series).toEqual([{ next: count + 1 }])
  expect(await violations(db)).toEqual([])
  return figures
}

/**
 * Compares the workers' journals (invoice-worker.ts) with the database: every invoice whose commit was
 * confirmed is stored, and about a third of the transactions that took a number were rolled back.
 */
export async function checkJournal(db: Db, journal: readonly (readonly string[])[]) {
  const lines = (word: string) => journal.filter(([first]) => first === word)
  const rows = await db.select({ number: invoices.number, orderId: invoices.orderId }).from(invoices)
  const stored = new Set(rows.map(({ orderId, number }) => `${orderId} ${number}`))
  const confirmed = lines("issued").map(([, ...words]) => words.join(" "))
  const missing = confirmed.filter((words) => !stored.has(words))
  expect(missing, "confirmed, but not stored").toEqual([])

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

/** The transactions that were open at each kill of a worker and at each crash of the server. */
export type Disturbances = {
  readonly kills: readonly OpenTransactions[]
  readonly crashes: readonly OpenTransactions[]
  /** As the server's start time shows. */
  readonly restarts: number
}

type Wanted = { readonly kills: number; readonly restarts: number; readonly aimedKills: number }

/** Every kill and every crash must have cut an open transaction: otherwise it proves nothing. */
export function checkDisturbances({ kills, crashes, restarts }: Disturbances, wanted: Wanted) {
  const total = (cut: readonly OpenTransactions[]) => cut.reduce((sum, { open }) => sum + open, 0)
  const figures = {
    kills: kills.filter(({ open }) => open > 0).length,
    killsWithNumberTaken: kills.filter(({ writing }) => writing > 0).length,
    transactionsCutByKills: total(kills),
    restarts,
    transactionsCutByRestarts: total(crashes),
  }
  expect(figures).toMatchObject({ kills: wanted.kills, restarts: wanted.restarts })
  expect(figures.killsWithNumberTaken).toBeGreaterThanOrEqual(wanted.aimedKills)
  expect(crashes.every(({ open }) => open > 0)).toBe(true)
  return figures
}
