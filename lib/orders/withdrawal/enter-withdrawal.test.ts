import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEvents, customers, orders, smartcards, withdrawals } from "@/db/schema"
import { parseDay } from "@/lib/domain/time/civil-date"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { inPlainSigns } from "@/lib/domain/words/plain-text"
import { refundOrder } from "@/lib/orders/refund/refund-order"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { aClient } from "@/tests/support/factories/clients"
import { createShop } from "@/tests/support/factories/orders"
import { firstRow } from "@/tests/support/factories/rows"
import { startBehind } from "@/tests/support/held-rows"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals, type PaidOrder } from "@/tests/support/withdrawals"
import { enterWithdrawal } from "./enter-withdrawal"

const t = useTestApp()
const { paid, underWay } = createShop(t)
const { orderOf, paymentOf, refundsOf, stornosOf, subscriptionsOf } = createMoneyRows(t)
const { confirm, offerOf } = createWithdrawals(t)

/** What the operator types; every order of these tests was made on 23.11.2026. */
async function enter(orderId: PaidOrder["orderId"], day: string, ...positions: number[]) {
  const notifiedOn = parseDay(day)
  if (!notifiedOn) throw new Error("The test names no day")
  const { number } = await orderOf(orderId)
  return enterWithdrawal(t.app, { number, positions, notifiedOn })
}

async function start({ customerId }: PaidOrder, position: number) {
  const { id } = (await subscriptionsOf(customerId))[position - 1] ?? firstRow([])
  const click = { customerId, id, client: aClient(), seenStartsAt: null, isExpress: true }
  expect((await activateSubscription(t.app, click)).ok).toBe(true)
  await deliverCommands(t.app)
}

const declaredOf = ({ orderId }: PaidOrder) =>
  t.db.select().from(withdrawals).where(eq(withdrawals.orderId, orderId))

const openAtGateway = async (order: PaidOrder) => {
  const rows = await subscriptionsOf(order.customerId)
  const cards = await t.db.select().from(smartcards)
  const ofOrder = cards.filter(({ id }) => rows.some(({ smartcardId }) => smartcardId === id))
  return (await Promise.all(ofOrder.map(({ serial }) => t.cardAtGateway(serial)))).flatMap(({ open }) => open)
}

test("a letter of day 13 that arrives on day 20 is in time, and the days after it are not paid", async () => {
  const order = await paid()
  await start(order, 1)
  t.clock.set(new Date("2026-12-13T09:00:00Z"))
  expect(await offerOf(order)).toMatchObject({ isOpen: false })
  const entered = await enter(order.orderId, "2026-12-06")
  // 30 days from 23.11., fourteen of them begun by the letter's day: 44,00 × 16 / 30, and 69,00 unused.
  const refundBani = 9_247
  expect(entered).toMatchObject({
    ok: true,
    value: { refundBani, email: order.email, sent: "succeeded", startedLater: [], released: [] },
  })
  expect(await stornosOf(order.orderId)).toMatchObject([{ totalBani: -refundBani }])
  expect(await refundsOf((await paymentOf(order.orderId)).id)).toMatchObject([{ amount: refundBani }])
  await deliverCommands(t.app)
  expect(await openAtGateway(order)).toEqual([])
  const [declared] = await declaredOf(order)
  expect(declared?.content).toContain("ne-a anunțat pe 06.12.2026, altfel decât prin cont, că se retrage")
  expect(declared?.content).toContain("(folosit 14 zile din 30)")
  await deliverOutbox(t.app, { budgetMs: 60_000 })
  const mail = (await t.mailbox.to(order.email)).find(({ subject }) => subject.startsWith("Retragerea"))
  const text = inPlainSigns(mail?.text ?? "").replaceAll(/\s+/g, " ")
  expect(text).toContain("pe 13.12.2026, la 11:00, cu numărul")
  expect(text).toContain("de care ne-ai anunțat pe 06.12.2026")
  expect(text).toContain("Îți trimitem înapoi 92,47 lei")
  expect(text).toContain("Nu tu ne-ai anunțat?")
  const [event] = await t.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.customerId, order.customerId))
    .then((rows) => rows.filter(({ kind }) => kind === "withdrawn"))
  expect(event).toMatchObject({ operatorName: "Olga Operator", detail: { notifiedOn: "2026-12-06" } })
  expect(await enter(order.orderId, "2026-12-06")).toEqual({ ok: false, reason: "nothing" })
  expect(await declaredOf(order)).toHaveLength(1)
  expect(await violations(t.db)).toEqual([])
})

test("a day after the period, before the order or to come, an unpaid order and a strange line change nothing", async () => {
  const [order, unpaid] = [await paid(), await underWay()]
  t.clock.set(new Date("2026-12-12T21:59:00Z"))
  const refusals = [
    [await enter(order.orderId, "2026-12-08"), "too-late"],
    [await enter(order.orderId, "2026-11-22"), "before-order"],
    // Still the 12th in Bucharest.
    [await enter(order.orderId, "2026-12-13"), "future"],
    [await enter(unpaid.orderId, "2026-12-01"), "not-paid"],
    [await enter(order.orderId, "2026-12-01", 1, 4), "no-such-line"],
  ] as const
  for (const [refused, reason] of refusals) expect(refused).toEqual({ ok: false, reason })
  const unknown = { number: 999_999, positions: [], notifiedOn: parseDay("2026-12-01") ?? firstRow([]) }
  expect(await enterWithdrawal(t.app, unknown)).toEqual({ ok: false, reason: "not-found" })
  expect([await stornosOf(order.orderId), await declaredOf(order)]).toEqual([[], []])
  expect((await subscriptionsOf(order.customerId)).every(({ status }) => status === "ready")).toBe(true)
})

test("the day of the order and the last day of the period are in time, to their midnight in Bucharest", async () => {
  const [first, last] = [await paid(), await paid()]
  t.clock.set(new Date("2026-12-20T09:00:00Z"))
  expect((await enter(first.orderId, "2026-11-23")).ok).toBe(true)
  expect((await enter(last.orderId, "2026-12-07")).ok).toBe(true)
})

test("where a part was given back before, the operator names the lines, and no other is touched", async () => {
  const order = await paid()
  const onSite = firstRow((await offerOf(order)).lines)
  expect((await confirm(order, { lineIds: [onSite.id] })).ok).toBe(true)
  t.clock.advance(2 * dayMs)
  expect(await enter(order.orderId, "2026-11-24")).toEqual({ ok: false, reason: "partly" })
  expect(await enter(order.orderId, "2026-11-24", 1, 2)).toEqual({ ok: false, reason: "given-back" })
  expect(await declaredOf(order)).toHaveLength(1)
  expect(await enter(order.orderId, "2026-11-24", 3)).toMatchObject({
    ok: true,
    value: { refundBani: 2_500 },
  })
  const { number } = await orderOf(order.orderId)
  expect((await refundOrder(t.app, { number, positions: [] })).ok).toBe(true)
  expect(await enter(order.orderId, "2026-11-24", 3)).toEqual({ ok: false, reason: "nothing" })
  expect((await orderOf(order.orderId)).status).toBe("refunded")
  expect(await violations(t.db)).toEqual([])
})

test("a package started between the letter and its entry is stopped and refunded whole", async () => {
  const order = await paid()
  t.clock.advance(5 * dayMs)
  await start(order, 1)
  t.clock.advance(5 * dayMs)
  const entered = await enter(order.orderId, "2026-11-24")
  expect(entered).toMatchObject({ ok: true, value: { refundBani: 11_300 } })
  expect(entered.ok && entered.value.startedLater).toHaveLength(1)
  await deliverCommands(t.app)
  expect(await openAtGateway(order)).toEqual([])
  expect(await violations(t.db)).toEqual([])
})

test("entered twice at once, or while the customer confirms it in the account: one of them wins", async () => {
  const [twice, both] = [await paid(), await paid()]
  const hold = ({ orderId }: PaidOrder) => sql`select from orders where id = ${orderId} for update`
  const entry = (order: PaidOrder) => () => enter(order.orderId, "2026-11-23")
  const entries = await startBehind(t.db, hold(twice), [entry(twice), entry(twice)])
  expect(entries.map((one) => one.ok || one.reason)).toEqual([true, "nothing"])
  const raced = await startBehind(t.db, hold(both), [entry(both), () => confirm(both)])
  expect(raced.map((one) => one.ok || one.reason)).toEqual([true, "nothing"])
  for (const order of [twice, both]) {
    expect(await stornosOf(order.orderId)).toHaveLength(1)
    expect(await refundsOf((await paymentOf(order.orderId)).id)).toHaveLength(1)
  }
  expect(await violations(t.db)).toEqual([])
})

test("an order whose customer was not informed goes back whole for a year", async () => {
  const order = await paid()
  const uninformed = { termsVersion: null, withdrawalVersion: null }
  await t.db.update(orders).set(uninformed).where(eq(orders.id, order.orderId))
  await start(order, 1)
  t.clock.set(new Date("2027-10-01T09:00:00Z"))
  expect(await enter(order.orderId, "2027-09-20")).toMatchObject({ ok: true, value: { refundBani: 11_300 } })
  expect(await violations(t.db)).toEqual([])
})

test("an order of a closed account: the money goes back, and nothing is mailed to anyone", async () => {
  const order = await paid()
  for (const position of [1, 2, 3]) await start(order, position)
  await deliverOutbox(t.app, { budgetMs: 60_000 })
  await t.db.delete(customers).where(eq(customers.id, order.customerId))
  const mails = (await t.mailbox.all()).length
  t.clock.advance(3 * dayMs)
  const entered = await enter(order.orderId, "2026-11-24")
  expect(entered).toMatchObject({ ok: true, value: { email: null, sent: "succeeded" } })
  expect(entered.ok && entered.value.content).toMatch(/^Titularul comenzii ne-a anunțat pe 24\.11\.2026/)
  expect((await orderOf(order.orderId)).status).toBe("refunded")
  await deliverOutbox(t.app, { budgetMs: 60_000 })
  expect(await t.mailbox.all()).toHaveLength(mails)
  expect(await violations(t.db)).toEqual([])
})
