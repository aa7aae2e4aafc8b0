import { and, count, eq, gt, like, sum } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { auditEvents, orders, outboxMails, rateLimits } from "@/db/schema"
import { maxOpenOrders } from "@/lib/domain/money/order-limits"
import { later } from "@/lib/domain/time/lifetimes"
import { createStopList } from "@/scripts/lib/steps"
import { app } from "./support/drill"
import { floodProgram, type RunningFlood } from "./support/flood"
import {
  halfSentFlood,
  orderFlood,
  pageFlood,
  pdfFlood,
  signInFlood,
  signUpFlood,
} from "./support/flood-kinds"
import { newOwner, type Owner, percentile, type Watched, watch, watchLive } from "./support/flood-watch"
import type { FloodTask } from "./support/flood-worker"
import { startFloorApp } from "./support/floor-app"
import { isFull, report, size } from "./support/size"

const stops = createStopList()
afterAll(() => stops.stop(), 60_000)

let start: (task: FloodTask) => RunningFlood
let owner: Owner
let floorUrl = ""
let quiet: Watched

beforeAll(async () => {
  start = await floodProgram(stops)
  if (isFull) floorUrl = await startFloorApp(stops)
  owner = await newOwner()
  const rounds = isFull ? 15 : 1
  quiet = await watch(owner, () => quietRounds() >= rounds)
}, 600_000)

let asked = 0
const quietRounds = () => (asked += 1)

/** The flood, with what the owner meets meanwhile. Returns the flood's outcomes. */
async function flood(kind: string, task: FloodTask) {
  const running = start(task)
  await running.hasBegun
  const watched = await watch(owner, () => !isFull || running.hasEnded())
  if (task.isHalf) running.stop()
  const outcomes = await running.result
  const figures = await compare(task, watched)
  report(`floods, ${kind}`, { connections: task.places.length, outcomes, ...figures })
  return outcomes
}

/** The promise about time, in the full form alone. */
async function compare(task: FloodTask, watched: Watched) {
  if (!isFull) return { signIns: watched.knownBrowser.length + watched.newBrowser.length }
  const floor = await liveOfFloor(task)
  const [known, fresh] = [ratio(watched, "knownBrowser"), ratio(watched, "newBrowser")]
  const live = [percentile(watched.live, 0.99), percentile(floor, 0.99)] as const
  expect.soft(known.times, "sign-in in a known browser, times its quiet time").toBeLessThanOrEqual(3)
  expect.soft(fresh.times, "sign-in in a new browser, times its quiet time").toBeLessThanOrEqual(3)
  expect.soft(live[0], "/api/live, p99, beside the floor's").toBeLessThanOrEqual(3 * live[1])
  return { known, fresh, liveP99: live[0], floorP99: live[1] }
}

function ratio(watched: Watched, browser: "knownBrowser" | "newBrowser") {
  const [before, during] = [quiet, watched].map((one) => percentile(one[browser], 0.5))
  const p95 = percentile(watched[browser], 0.95)
  return { quiet: before, median: during, p95, times: Number(((during ?? 0) / (before ?? 1)).toFixed(2)) }
}

/** What `/api/live` of an empty Next application takes while as many connections ask it for its one page. */
async function liveOfFloor({ places }: FloodTask): Promise<number[]> {
  const running = start({ ...pageFlood(floorUrl), places, seconds: 20 })
  await running.hasBegun
  const times: number[] = []
  await watchLive(floorUrl, running.hasEnded, times)
  const outcomes = await running.result
  expect(Object.keys(outcomes), "answers of the floor").toEqual(["status 200"])
  return times
}

test("strangers' sign-ins: the owner gets in, and only what was checked is a failure in the audit", async () => {
  const before = app.now()
  const outcomes = await flood("sign-ins", await signInFlood())
  const failed = and(eq(auditEvents.kind, "sign-in-failed"), gt(auditEvents.at, before))
  const [checked] = await app.db.select({ failed: count() }).from(auditEvents).where(failed)
  expect(outcomes["wrong"]).toBeGreaterThan(0)
  if (!isFull) expect(checked?.failed).toBe(outcomes["wrong"])
})

test("strangers' sign-ups: no more mails than the budget of all allows", async () => {
  const budget = like(rateLimits.key, "unsolicited-mails:%")
  // In the small form nothing is left for ten minutes.
  const left = size(-2_500, 100)
  const everyMs = await leaveInBudget(left)
  const before = app.now()
  const outcomes = await flood("sign-ups", await signUpFlood())
  const toStrangers = and(like(outboxMails.recipient, "flood-up-%"), gt(outboxMails.createdAt, before))
  const [mails] = await app.db.select({ sent: count() }).from(outboxMails).where(toStrangers)
  const refilled = Math.ceil((app.now().getTime() - before.getTime()) / everyMs)
  expect(mails?.sent).toBeLessThanOrEqual(Math.max(0, left + refilled))
  expect(outcomes["paused"]).toBeGreaterThan(0)
  await app.db.delete(rateLimits).where(budget)
})

/** Spends the budget of mails to strangers but for so many. Returns how often one more is free. */
async function leaveInBudget(left: number): Promise<number> {
  const { hitLimits } = await import("@/lib/limits/hit-limits")
  const { unsolicitedMails } = await import("@/lib/limits/budgets")
  const perHour = Number(process.env["UNSOLICITED_MAILS_PER_HOUR"])
  const limit = unsolicitedMails(perHour)
  await hitLimits(app, [limit])
  const everyMs = Math.ceil(limit.everySeconds * 1_000)
  const windowEndsAt = later(app.now(), (limit.burst - left) * everyMs)
  await app.db.update(rateLimits).set({ windowEndsAt }).where(like(rateLimits.key, "unsolicited-mails:%"))
  return everyMs
}

test("one invoice asked for again and again is made at most once", async () => {
  const { task } = await pdfFlood()
  const made = () =>
    app.db
      .select({ hits: sum(rateLimits.hits).mapWith(Number) })
      .from(rateLimits)
      .where(like(rateLimits.key, "make-invoice-pdf:%"))
  const [before] = await made()
  const outcomes = await flood("PDFs", task)
  const [after] = await made()
  expect(outcomes["pdf"]).toBeGreaterThan(0)
  expect((after?.hits ?? 0) - (before?.hits ?? 0)).toBeLessThanOrEqual(1)
})

test("orders of one customer: at most three are unpaid", async () => {
  const { task, customerId } = await orderFlood()
  const outcomes = await flood("orders", task)
  const unpaid = and(eq(orders.customerId, customerId), eq(orders.status, "open"))
  expect(outcomes["status 303"]).toBeGreaterThanOrEqual(maxOpenOrders)
  expect(await app.db.$count(orders, unpaid)).toBe(maxOpenOrders)
})

test("half-sent bodies: the owner gets in", async () => {
  await flood("half-sent bodies", await halfSentFlood())
})
