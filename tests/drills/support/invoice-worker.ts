import { appendFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { and, asc, eq, inArray, sql } from "drizzle-orm"
import { closeDb, createDb, type Db } from "@/db/client"
import { listInvoicesOf } from "@/db/queries/invoices"
import { orders, payments } from "@/db/schema"
import type { App } from "@/lib/app"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import type { ProviderSession } from "@/lib/payments/provider"
import { buildTestApp } from "@/tests/support/build-test-app"
import { sessionIdOf } from "./session-id"

/** The value of DRILL_TASK. */
export type Task = {
  readonly url: string
  readonly connections: number
  /** The orders are divided into so many shares, by order number. */
  readonly shares: number
  /** Each share has two workers, as a webhook and the return page meet in production. */
  readonly own: readonly number[]
  readonly journal: string
}

/**
 * One line per outcome:
 * - `issued <order> <number>`: the transaction was committed;
 * - `back <number>`: the transaction had taken a number and was rolled back;
 * - `met`: the other worker had settled the order before;
 * - `lost <code>`: the connection broke.
 */
const write = (...words: (string | number)[]) => appendFileSync(task.journal, `${words.join(" ")}\n`)

class DeliberateRollback extends Error {}

/** The connection broke, or the server is down or starting. Any other error ends the worker. */
const connectionLost = /^(CONNECTION_\w+|CONNECT_TIMEOUT|ECONN\w+|EPIPE|57P0[123]|08\w{3})$/

type OpenPayment = Awaited<ReturnType<typeof listOpenPayments>>[number]

const task: Task = JSON.parse(process.env.DRILL_TASK ?? "")
/** The clocks of the workers are up to two seconds apart; the dates follow the numbers all the same. */
const clockIsOffMs = Math.round((Math.random() - 0.5) * 2_000)
const db = createDb(task.url, { max: task.connections })
const queue = await retryWhileDown(() => listOpenPayments())
await Promise.all(Array.from({ length: task.connections }, workThroughQueue))
await closeDb(db)

function listOpenPayments() {
  const share = inArray(sql`${orders.number} % ${task.shares}`, [...task.own])
  return db
    .select({ orderId: orders.id, paymentId: payments.id, amountBani: payments.amountBani })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(and(eq(payments.status, "open"), share))
    .orderBy(asc(orders.number))
}

async function workThroughQueue() {
  for (let payment = queue.shift(); payment; payment = queue.shift()) {
    const isSettled = await settle(payment)
    if (!isSettled) queue.push(payment)
  }
}

async function settle(payment: OpenPayment): Promise<boolean> {
  try {
    const { app, numberOf } = appFor(payment)
    const settled = await settlePayment(app, sessionIdOf(payment.orderId))
    if (settled === "paid") write("issued", payment.orderId, numberOf())
    else if (settled === "unchanged") write("met")
    else throw new Error(`The payment of order ${payment.orderId} is ${settled}`)
    return true
  } catch (error) {
    if (error instanceof DeliberateRollback) write("back", error.message)
    else await waitForDatabase(error)
    return false
  }
}

/** Rolls back every third transaction that took a number, at its very end. */
function appFor(payment: OpenPayment) {
  let number = 0
  const transaction: Db["transaction"] = (work, config) =>
    db.transaction(async (tx) => {
      const value = await work(tx)
      if (value !== "paid") return value
      const [invoice] = await listInvoicesOf(tx, payment.orderId)
      number = invoice?.number ?? 0
      if (Math.random() < 1 / 3) throw new DeliberateRollback(String(number))
      return value
    }, config)
  const rollingBack = new Proxy(db, {
    get: (target, name) => (name === "transaction" ? transaction : Reflect.get(target, name)),
  })
  return { app: paidApp(rollingBack, payment), numberOf: () => number }
}

/** An App whose payment provider reports the payment as paid. */
function paidApp(on: Db, { amountBani, orderId, paymentId }: OpenPayment): App {
  const session: ProviderSession = {
    ...{ sessionId: sessionIdOf(orderId), state: "paid", amountBani, currency: "ron", orderId, paymentId },
    providerPaymentId: `pi_${orderId}`,
    paidAt: null,
  }
  return buildTestApp({
    db: on,
    now: () => new Date(Date.now() + clockIsOffMs),
    payments: { fetch: async () => session },
  })
}

async function waitForDatabase(error: unknown) {
  const code = codeOf(error)
  if (!connectionLost.test(code)) throw error
  write("lost", code)
  await sleep(50)
}

async function retryWhileDown<Value>(work: () => PromiseLike<Value>): Promise<Value> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      await waitForDatabase(error)
    }
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ""
  return "code" in error ? String(error.code) : codeOf(error.cause)
}
