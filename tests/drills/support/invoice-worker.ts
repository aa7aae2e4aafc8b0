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

/** Handed over in DRILL_TASK. */
export type Task = {
  readonly url: string
  readonly connections: number
  /** Of so many shares of the orders this worker takes these: each share has two workers, as a webhook and a return page meet. */
  readonly shares: number
  readonly own: readonly number[]
  readonly journal: string
}

/**
 * One line each: `issued <order> <number>` once the database said so, `back <number>` when a number was taken and rolled back,
 * `met` when somebody else had settled the order, `lost <code>` when the connection broke.
 */
const write = (...words: (string | number)[]) => appendFileSync(task.journal, `${words.join(" ")}\n`)

class ChangedMind extends Error {}

/** A connection that broke, a server that is down or starting. Anything else is a fault, and ends the worker. */
const away = /^(CONNECTION_\w+|CONNECT_TIMEOUT|ECONN\w+|EPIPE|57P0[123]|08\w{3})$/

type Session = Awaited<ReturnType<typeof listSessions>>[number]

const task: Task = JSON.parse(process.env.DRILL_TASK ?? "")
const db = createDb(task.url, { max: task.connections })
const queue = await patiently(() => listSessions())
await Promise.all(Array.from({ length: task.connections }, lane))
await closeDb(db)

function listSessions() {
  const share = inArray(sql`${orders.number} % ${task.shares}`, [...task.own])
  return db
    .select({ orderId: orders.id, paymentId: payments.id, amountBani: payments.amountBani })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(and(eq(payments.status, "open"), share))
    .orderBy(asc(orders.number))
}

async function lane() {
  for (let session = queue.shift(); session; session = queue.shift()) {
    const isSettled = await settle(session)
    if (!isSettled) queue.push(session)
  }
}

async function settle(session: Session): Promise<boolean> {
  try {
    const { app, numberOf } = appFor(session)
    const settled = await settlePayment(app, sessionIdOf(session.orderId))
    if (settled === "paid") write("issued", session.orderId, numberOf())
    else if (settled === "unchanged") write("met")
    else throw new Error(`The payment of order ${session.orderId} is ${settled}`)
    return true
  } catch (error) {
    if (error instanceof ChangedMind) write("back", error.message)
    else await waitForDatabase(error)
    return false
  }
}

/** Every third transaction that took a number is rolled back at its very end. */
function appFor(session: Session) {
  let number = 0
  const transaction: Db["transaction"] = (work, config) =>
    db.transaction(async (tx) => {
      const value = await work(tx)
      if (value !== "paid") return value
      const [invoice] = await listInvoicesOf(tx, session.orderId)
      number = invoice?.number ?? 0
      if (Math.random() < 1 / 3) throw new ChangedMind(String(number))
      return value
    }, config)
  const doubtful = new Proxy(db, {
    get: (target, name) => (name === "transaction" ? transaction : Reflect.get(target, name)),
  })
  return { app: appOn(doubtful, session), numberOf: () => number }
}

/** The product, at a provider who says that everything is paid. */
function appOn(on: Db, session: Session): App {
  const sessionId = sessionIdOf(session.orderId)
  const { amountBani, orderId, paymentId } = session
  const paid: ProviderSession = {
    ...{ sessionId, state: "paid", amountBani, currency: "ron", orderId, paymentId },
    providerPaymentId: `pi_${orderId}`,
  }
  return buildTestApp({ db: on, now: () => new Date(), payments: { fetch: async () => paid } })
}

async function waitForDatabase(error: unknown) {
  const code = codeOf(error)
  if (!away.test(code)) throw error
  write("lost", code)
  await sleep(50)
}

async function patiently<Value>(work: () => PromiseLike<Value>): Promise<Value> {
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
