import { asc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { orders, payments } from "@/db/schema"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { maxOpenOrders } from "@/lib/domain/money/order-limits"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { startPayment } from "@/lib/orders/payment/start-payment"
import { aConfirmation, anOrder, createShop } from "@/tests/support/factories/orders"
import { useTestApp } from "@/tests/support/test-app"
import { placeOrder } from "./place-order"

const t = useTestApp()
const { shopper } = createShop(t)
type Shopper = Awaited<ReturnType<typeof shopper>>

async function statusesOf(customerId: CustomerId) {
  const found = await t.db
    .select({ status: orders.status })
    .from(orders)
    .where(eq(orders.customerId, customerId))
    .orderBy(asc(orders.id))
  return found.map(({ status }) => status)
}

async function someOrders(who: Shopper, count: number) {
  const placed = []
  for (let at = 0; at < count; at += 1) placed.push(await anOrder(t.app, who))
  return placed
}

test("a fourth unpaid order cancels the oldest, a fifth the next", async () => {
  const who = await shopper()
  await someOrders(who, maxOpenOrders + 2)
  expect(await statusesOf(who.customerId)).toEqual(["cancelled", "cancelled", "open", "open", "open"])
})

test("an order whose payment page is open is not the one that is cancelled", async () => {
  const who = await shopper()
  const [oldest] = await someOrders(who, maxOpenOrders)
  if (!oldest) throw new Error("No order")
  expect(await startPayment(t.app, { ...who, orderId: oldest })).toMatchObject({ ok: true })
  await anOrder(t.app, who)
  expect(await statusesOf(who.customerId)).toEqual(["open", "cancelled", "open", "open"])
})

test("with a payment under way for each, one more is refused, and none is cancelled", async () => {
  const who = await shopper()
  for (const orderId of await someOrders(who, maxOpenOrders)) {
    await startPayment(t.app, { ...who, orderId })
  }
  const fourth = await placeOrder(t.app, { ...who, ...(await aConfirmation(t.app, who)) })
  expect(fourth).toEqual({ ok: false, reason: "too-many-open" })
  expect(await statusesOf(who.customerId)).toEqual(["open", "open", "open"])
})

test("orders placed at once from different pages leave at most three open", async () => {
  const who = await shopper()
  const pages = []
  for (let at = 0; at < 12; at += 1) pages.push(await aConfirmation(t.app, who))
  await Promise.all(pages.map((page) => placeOrder(t.app, { ...who, ...page })))
  const statuses = await statusesOf(who.customerId)
  expect(statuses.filter((status) => status === "open")).toHaveLength(maxOpenOrders)
  expect(statuses).toHaveLength(12)
})

test("a fourth order and a payment of the oldest at once never cancel what is being paid", async () => {
  const seen = new Set<string>()
  for (let round = 0; round < 12; round += 1) {
    const who = await shopper()
    const [orderId] = await someOrders(who, maxOpenOrders)
    if (!orderId) throw new Error("No order")
    const page = await aConfirmation(t.app, who)
    const pay = () => startPayment(t.app, { customerId: who.customerId, orderId })
    const place = () => placeOrder(t.app, { ...who, ...page })
    const [started] =
      round % 2 ? await Promise.all([pay(), place()]) : (await Promise.all([place(), pay()])).reverse()
    const [order] = await t.db.select().from(orders).where(eq(orders.id, orderId))
    seen.add(order?.status ?? "")
    if (order?.status === "open") continue
    expect(order?.status).toBe("cancelled")
    expect(started).toEqual({ ok: false, reason: "not-open" })
    expect(await t.db.$count(payments, eq(payments.orderId, orderId))).toBe(0)
  }
  expect(seen.size).toBeGreaterThan(0)
})

test("money paid on a page that was opened while its order was cancelled is under review, not lost", async () => {
  const who = await shopper()
  const [orderId] = await someOrders(who, 1)
  if (!orderId) throw new Error("No order")
  const { customerId } = who
  let paidSession = ""
  // The customer cancels in another tab while the provider opens the page, and pays there at once.
  const start: typeof t.app.payments.start = async (request) => {
    const session = await t.app.payments.start(request)
    await t.db.update(payments).set({ status: "expired" }).where(eq(payments.id, request.paymentId))
    await t.db
      .update(orders)
      .set({ status: "cancelled", closedAt: t.app.now() })
      .where(eq(orders.id, orderId))
    paidSession = session?.sessionId ?? ""
    await t.pay(paidSession, "pay")
    return session
  }
  const app = { ...t.app, payments: { ...t.app.payments, start } }
  expect(await startPayment(app, { customerId, orderId })).toEqual({ ok: false, reason: "not-open" })
  const [payment] = await t.db.select().from(payments).where(eq(payments.orderId, orderId))
  expect(payment).toMatchObject({
    status: "needs_review",
    sessionId: paidSession,
    reviewReason: "the order is cancelled",
    receivedAmount: payment?.amountBani,
  })
})

test("a page opened while its order was cancelled is closed, and takes no money", async () => {
  const who = await shopper()
  const [orderId] = await someOrders(who, 1)
  if (!orderId) throw new Error("No order")
  const start: typeof t.app.payments.start = async (request) => {
    const session = await t.app.payments.start(request)
    await t.db.update(payments).set({ status: "expired" }).where(eq(payments.id, request.paymentId))
    await t.db
      .update(orders)
      .set({ status: "cancelled", closedAt: t.app.now() })
      .where(eq(orders.id, orderId))
    return session
  }
  const app = { ...t.app, payments: { ...t.app.payments, start } }
  expect((await startPayment(app, { customerId: who.customerId, orderId })).ok).toBe(false)
  const [payment] = await t.db.select().from(payments).where(eq(payments.orderId, orderId))
  if (!payment?.sessionId) throw new Error("The session was not stored")
  expect(await t.app.payments.fetch(payment.sessionId)).toMatchObject({ state: "expired" })
  expect(await settlePayment(t.app, payment.sessionId)).toBe("unchanged")
})
