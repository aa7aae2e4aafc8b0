import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { invoiceLines, smartcards, subscriptions } from "@/db/schema"
import type { SubscriptionId } from "@/lib/domain/ids/brand"
import { dayMs, hourMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { sendRefund } from "@/lib/orders/refund/send-refund"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { aClient } from "@/tests/support/factories/clients"
import { createShop } from "@/tests/support/factories/orders"
import { firstRow } from "@/tests/support/factories/rows"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals, type PaidOrder } from "@/tests/support/withdrawals"
import { withdrawalOffer } from "./offer"
import { withdrawalReceipt } from "./receipt"
import { withdraw } from "./withdraw"

const t = useTestApp()
const { paid, underWay } = createShop(t)
const { orderOf, paymentOf, refundsOf, stornosOf, subscriptionsOf } = createMoneyRows(t)
const { confirm, offerOf } = createWithdrawals(t)

const activate = (order: PaidOrder, id: SubscriptionId) =>
  activateSubscription(t.app, {
    customerId: order.customerId,
    id,
    client: aClient(),
    seenStartsAt: null,
    isExpress: true,
  })

test("nothing activated: a full refund, with one storno, one refund and one mail, however often confirmed", async () => {
  const order = await paid()
  const confirmed = await Promise.all(Array.from({ length: 20 }, () => confirm(order).catch(() => null)))
  const winners = confirmed.flatMap((one) => (one?.ok ? [one.value] : []))
  expect(winners).toHaveLength(1)
  const won = firstRow(winners)
  expect(await sendRefund(t.app, won.refundId)).toBe("succeeded")
  expect((await orderOf(order.orderId)).status).toBe("refunded")
  expect((await subscriptionsOf(order.customerId)).map(({ status }) => status)).toEqual([
    "refunded",
    "refunded",
    "refunded",
  ])
  expect(await stornosOf(order.orderId)).toMatchObject([{ totalBani: -11_300, vatBani: -1_961 }])
  expect(await refundsOf((await paymentOf(order.orderId)).id)).toMatchObject([
    { amount: 11_300, status: "succeeded" },
  ])

  const receipt = await withdrawalReceipt(t.app, { customerId: order.customerId, id: won.id })
  expect(receipt).toMatchObject({ refundBani: 11_300, at: "23.11.2026, 11:00" })
  await deliverOutbox(t.app, { budgetMs: 60_000 })
  const [mail] = (await t.mailbox.to(order.email)).filter(({ subject }) => subject.includes("Retragerea"))
  expect(mail?.text).toContain(String(receipt?.number))
  expect(mail?.text).toContain("mă retrag din contractul încheiat prin comanda")
  expect(mail?.text).toContain("pe 23.11.2026, la 11:00")
  expect(await violations(t.db)).toEqual([])
})

test("activated on express request three days ago: begun days are paid, the gateway revokes the package", async () => {
  const order = await paid()
  const first = firstRow(await subscriptionsOf(order.customerId))
  await activate(order, first.id)
  await deliverCommands(t.app)
  t.clock.advance(3 * dayMs)
  const { lines } = await offerOf(order)
  const shares = lines.map(({ share }) => share)
  // 30 days, 23.11. to 22.12., four of them begun: 44,00 × 26 / 30, rounded in the customer's favour.
  expect(shares.filter(({ used }) => used)).toEqual([{ refundBani: 3_814, used: { days: 4, ofDays: 30 } }])
  const activated = lines.find(({ share }) => share.used)
  expect((await confirm(order, { lineIds: [activated?.id ?? ""] })).ok).toBe(true)
  expect((await orderOf(order.orderId)).status).toBe("paid")
  const storno = firstRow(await stornosOf(order.orderId))
  expect(storno).toMatchObject({ totalBani: -3_814 })
  const [line] = await t.db.select().from(invoiceLines).where(eq(invoiceLines.invoiceId, storno.id))
  expect(line?.text).toContain("zile nefolosite, 26 din 30")
  await deliverCommands(t.app)
  expect((await subscriptionsOf(order.customerId)).map(({ status }) => status).sort()).toEqual([
    "ready",
    "ready",
    "refunded",
  ])
  expect((await confirm(order)).ok).toBe(true)
  expect((await orderOf(order.orderId)).status).toBe("refunded")
  expect(await violations(t.db)).toEqual([])
})

test("activated without the express request, as it was possible once: a full refund", async () => {
  const order = await paid()
  for (const { id } of await subscriptionsOf(order.customerId)) await activate(order, id)
  await deliverCommands(t.app)
  await t.db
    .update(subscriptions)
    .set({ expressRequest: null })
    .where(eq(subscriptions.customerId, order.customerId))
  t.clock.advance(5 * dayMs)
  expect((await confirm(order)).ok).toBe(true)
  expect(await stornosOf(order.orderId)).toMatchObject([{ totalBani: -11_300 }])
  expect(await violations(t.db)).toEqual([])
})

test("days that the gateway did not deliver are not paid: the first paid one is that of its acknowledgement", async () => {
  const order = await paid()
  const first = firstRow(await subscriptionsOf(order.customerId))
  await activate(order, first.id)
  // The gateway answers for the first time 23 hours later, on the 24th.
  t.clock.advance(23 * hourMs)
  await deliverCommands(t.app)
  t.clock.advance(3 * dayMs)
  const shares = (await offerOf(order)).lines.map(({ share }) => share)
  expect(shares.filter(({ used }) => used)).toEqual([{ refundBani: 3_814, used: { days: 4, ofDays: 30 } }])
})

test("activated and never acknowledged: everything back, and the gateway opens nothing afterwards", async () => {
  const order = await paid()
  const rows = await subscriptionsOf(order.customerId)
  for (const { id } of rows) await activate(order, id)
  t.clock.advance(20 * hourMs)
  expect((await confirm(order)).ok).toBe(true)
  expect(await stornosOf(order.orderId)).toMatchObject([{ totalBani: -11_300 }])
  await deliverCommands(t.app)
  const cards = await t.db.select().from(smartcards)
  const ofOrder = cards.filter(({ id }) => rows.some(({ smartcardId }) => smartcardId === id))
  for (const { serial } of ofOrder) expect((await t.cardAtGateway(serial)).open).toEqual([])
  expect(await violations(t.db)).toEqual([])
})

test("the withdrawal period ends with the last minute of the fourteenth day", async () => {
  const order = await paid()
  // The order was made on 23.11.2026, so 7 December is the last day.
  t.clock.set(new Date("2026-12-07T21:59:00Z"))
  expect(await offerOf(order)).toMatchObject({ isOpen: true, lastDay: "2026-12-07" })
  t.clock.set(new Date("2026-12-07T22:00:00Z"))
  expect(await offerOf(order)).toMatchObject({ isOpen: false, lines: [] })
  const late = await withdraw(t.app, { ...order, lineIds: ["x"], seenRefundBani: 1, client: aClient() })
  expect(late).toEqual({ ok: false, reason: "too-late" })
})

test("an order of another customer, an unpaid order, other lines or another refund change nothing", async () => {
  const [order, stranger, unpaid] = [await paid(), await paid(), await underWay()]
  expect(await withdrawalOffer(t.app, { customerId: stranger.customerId, orderId: order.orderId })).toBeNull()
  expect(await withdrawalOffer(t.app, unpaid)).toBeNull()
  const { lines } = await offerOf(order)
  const wanted = { lineIds: lines.map(({ id }) => id), seenRefundBani: 11_300, client: aClient() }
  const theirs = { ...wanted, customerId: stranger.customerId, orderId: order.orderId }
  expect(await withdraw(t.app, theirs)).toEqual({ ok: false, reason: "not-found" })
  expect(await confirm(order, { seenRefundBani: 11_299 })).toEqual({ ok: false, reason: "changed" })
  const foreign = (await offerOf(stranger)).lines.map(({ id }) => id)
  expect(await withdraw(t.app, { ...order, ...wanted, lineIds: foreign })).toEqual({
    ok: false,
    reason: "nothing",
  })
  expect(await stornosOf(order.orderId)).toEqual([])
  expect(await violations(t.db)).toEqual([])
})

test("an activation and a withdrawal at once: refunded, or running and paid for, and the gateway as the row says", async () => {
  for (let round = 0; round < 10; round += 1) {
    const order = await paid()
    const first = firstRow(await subscriptionsOf(order.customerId))
    // The clocks of the two processes differ, now one way and now the other.
    const apart = round % 2 === 0 ? 5 : -5
    const { lines } = await offerOf(order)
    const wanted = { lineIds: lines.map(({ id }) => id), seenRefundBani: 11_300, client: aClient() }
    const late = { ...t.app, now: () => later(t.app.now(), apart) }
    const [started, withdrawn] = await Promise.all([
      activate(order, first.id),
      withdraw(late, { ...order, ...wanted }),
    ])
    expect(withdrawn.ok).toBe(true)
    const row = firstRow((await subscriptionsOf(order.customerId)).filter(({ id }) => id === first.id))
    expect(row).toMatchObject({ status: "refunded" })
    expect(row.startsAt !== null).toBe(started.ok)
    t.clock.advance(minuteMs)
    await deliverCommands(t.app)
    const [card] = await t.db.select().from(smartcards).where(eq(smartcards.id, row.smartcardId))
    expect(card && (await t.cardAtGateway(card.serial)).open).toEqual([])
  }
  expect(await violations(t.db)).toEqual([])
})
