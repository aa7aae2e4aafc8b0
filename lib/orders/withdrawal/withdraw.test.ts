import { and, asc, eq, isNotNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { invoiceLines, invoices, orders, outboxMails, payments, refunds, subscriptions } from "@/db/schema"
import type { OrderId } from "@/lib/domain/ids/brand"
import { dayMs, hourMs } from "@/lib/domain/time/lifetimes"
import { listPaymentsToReview } from "@/lib/orders/payment/list-payments-to-review"
import { reconcilePayments } from "@/lib/orders/payment/reconcile-payments"
import { refundOrder } from "@/lib/orders/refund/refund-order"
import { retryRefund } from "@/lib/orders/refund/retry-refund"
import { sendRefund } from "@/lib/orders/refund/send-refund"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { aClient } from "@/tests/support/factories/clients"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { useTestApp } from "@/tests/support/test-app"
import { withdrawalOffer } from "./offer"
import { withdrawalReceipt } from "./receipt"
import { withdraw } from "./withdraw"

const t = useTestApp()
const { paid, underWay } = createShop(t)
type Order = Awaited<ReturnType<typeof paid>>

const boughtOf = ({ customerId }: Order) =>
  t.db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.customerId, customerId))
    .orderBy(asc(subscriptions.id))
const stornosOf = (orderId: OrderId) =>
  t.db
    .select()
    .from(invoices)
    .where(and(eq(invoices.orderId, orderId), isNotNull(invoices.stornoOf)))
const statusOf = async (id: OrderId) => (await t.db.select().from(orders).where(eq(orders.id, id)))[0]?.status
async function refundsOf(orderId: OrderId) {
  const rows = await t.db
    .select({ refund: refunds })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(payments.orderId, orderId))
  return rows.map(({ refund }) => refund)
}

async function offered(order: Order) {
  const offer = await withdrawalOffer(t.app, order)
  if (!offer) throw new Error("Nothing is offered")
  return offer
}

async function confirm(order: Order, wanted: { lineIds?: string[]; seenRefundBani?: number } = {}) {
  const { lines } = await offered(order)
  const lineIds = wanted.lineIds ?? lines.map(({ id }) => id)
  const chosen = lines.filter(({ id }) => lineIds.includes(id))
  const seenRefundBani = wanted.seenRefundBani ?? chosen.reduce((sum, { share }) => sum + share.refundBani, 0)
  return withdraw(t.app, { ...order, lineIds, seenRefundBani, client: aClient() })
}

const activate = (order: Order, id: (typeof subscriptions.$inferSelect)["id"], isExpress: boolean) =>
  activateSubscription(t.app, {
    customerId: order.customerId,
    id,
    client: aClient(),
    seenStartsAt: null,
    isExpress,
  })

test("nothing activated: everything back, one storno, one refund, one mail with the declaration and the storno", async () => {
  const order = await paid()
  const confirmed = await Promise.all(Array.from({ length: 20 }, () => confirm(order).catch(() => null)))
  const winners = confirmed.flatMap((one) => (one?.ok ? [one.value] : []))
  expect(winners).toHaveLength(1)
  const [won] = winners
  if (!won) throw new Error("Nobody won")
  expect(await sendRefund(t.app, won.refundId)).toBe("succeeded")
  expect(await statusOf(order.orderId)).toBe("refunded")
  expect((await boughtOf(order)).map(({ status }) => status)).toEqual(["refunded", "refunded", "refunded"])
  expect(await stornosOf(order.orderId)).toMatchObject([{ totalBani: -11_300, vatBani: -1_961 }])
  expect(await refundsOf(order.orderId)).toMatchObject([{ amount: 11_300, status: "succeeded" }])

  const receipt = await withdrawalReceipt(t.app, { customerId: order.customerId, id: won.id })
  expect(receipt).toMatchObject({ refundBani: 11_300, at: "23.11.2026, 11:00" })
  await deliverOutbox(t.app, { budgetMs: 60_000 })
  const [mail] = (await t.mailbox.to(order.email)).filter(({ subject }) => subject.includes("Retragerea"))
  expect(mail?.text).toContain(String(receipt?.number))
  expect(mail?.text).toContain("mă retrag din contractul încheiat prin comanda")
  expect(mail?.text).toContain("pe 23.11.2026, la 11:00")
  expect(await violations(t.db)).toEqual([])
})

test("activated on express request three days ago: the days begun are paid, the rest goes back, and the gateway closes it", async () => {
  const order = await paid()
  const [first] = await boughtOf(order)
  if (!first) throw new Error("Nothing was bought")
  await activate(order, first.id, true)
  await deliverCommands(t.app)
  t.clock.advance(3 * dayMs)
  const { lines } = await offered(order)
  const shares = lines.map(({ share }) => share)
  // 23.11. to 23.12., 31 days of which four are begun: 44,00 × 27 / 31, in the customer's favour.
  expect(shares.filter(({ used }) => used)).toEqual([{ refundBani: 3_833, used: { days: 4, ofDays: 31 } }])
  const pro = lines.find(({ share }) => share.used)
  expect((await confirm(order, { lineIds: [pro?.id ?? ""] })).ok).toBe(true)
  expect(await statusOf(order.orderId)).toBe("paid")
  const [storno] = await stornosOf(order.orderId)
  expect(storno).toMatchObject({ totalBani: -3_833 })
  const [line] = await t.db
    .select()
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, storno?.id ?? (first.id as never)))
  expect(line?.text).toContain("zile nefolosite, 27 din 31")
  await deliverCommands(t.app)
  expect((await boughtOf(order)).map(({ status }) => status).sort()).toEqual(["ready", "ready", "refunded"])
  expect((await confirm(order)).ok).toBe(true)
  expect(await statusOf(order.orderId)).toBe("refunded")
  expect(await violations(t.db)).toEqual([])
})

test("activated without the request: everything back", async () => {
  const order = await paid()
  const [first] = await boughtOf(order)
  if (!first) throw new Error("Nothing was bought")
  await activate(order, first.id, false)
  t.clock.advance(5 * dayMs)
  expect((await offered(order)).lines.map(({ share }) => share.used)).toEqual([null, null, null])
})

test("the fourteenth day is the last, to its last minute; after it nothing is offered or taken", async () => {
  const order = await paid()
  // The order is of 23.11.2026: 7 December is the last day.
  t.clock.set(new Date("2026-12-07T21:59:00Z"))
  expect(await offered(order)).toMatchObject({ isOpen: true, lastDay: "2026-12-07" })
  t.clock.set(new Date("2026-12-07T22:00:00Z"))
  expect(await offered(order)).toMatchObject({ isOpen: false, lines: [] })
  const late = await withdraw(t.app, { ...order, lineIds: ["x"], seenRefundBani: 1, client: aClient() })
  expect(late).toEqual({ ok: false, reason: "too-late" })
})

test("another's, an unpaid one, other lines or another sum change nothing", async () => {
  const [order, stranger, unpaid] = [await paid(), await paid(), await underWay()]
  expect(await withdrawalOffer(t.app, { customerId: stranger.customerId, orderId: order.orderId })).toBeNull()
  expect(await withdrawalOffer(t.app, unpaid)).toBeNull()
  const { lines } = await offered(order)
  const asked = { lineIds: lines.map(({ id }) => id), seenRefundBani: 11_300, client: aClient() }
  const theirs = { ...asked, customerId: stranger.customerId, orderId: order.orderId }
  expect(await withdraw(t.app, theirs)).toEqual({ ok: false, reason: "not-found" })
  expect(await confirm(order, { seenRefundBani: 11_299 })).toEqual({ ok: false, reason: "changed" })
  const foreign = (await offered(stranger)).lines.map(({ id }) => id)
  expect(await withdraw(t.app, { ...order, ...asked, lineIds: foreign })).toEqual({
    ok: false,
    reason: "nothing",
  })
  expect(await stornosOf(order.orderId)).toEqual([])
  expect(await violations(t.db)).toEqual([])
})

test("a click on Activează and a withdrawal at once: one of them finds what the other left", async () => {
  for (let round = 0; round < 10; round += 1) {
    const order = await paid()
    const [first] = await boughtOf(order)
    if (!first) throw new Error("Nothing was bought")
    await Promise.all([activate(order, first.id, false), confirm(order)])
  }
  expect(await violations(t.db)).toEqual([])
})

test("the operator refunds lines that wait, and nothing that was activated", async () => {
  const order = await paid()
  const { number = 0 } = (await t.db.select().from(orders).where(eq(orders.id, order.orderId)))[0] ?? {}
  const [first] = await boughtOf(order)
  if (!first) throw new Error("Nothing was bought")
  await activate(order, first.id, false)
  expect(await refundOrder(t.app, { number, positions: [9] })).toEqual({ ok: false, reason: "no-such-line" })
  const asked = await Promise.all(
    [2, 2, 2].map((position) => refundOrder(t.app, { number, positions: [position] })),
  )
  expect(asked.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await refundOrder(t.app, { number, positions: [] })).toMatchObject({ ok: true })
  expect(await refundOrder(t.app, { number, positions: [] })).toEqual({ ok: false, reason: "activated" })
  expect(await statusOf(order.orderId)).toBe("paid")
  expect((await stornosOf(order.orderId)).length).toBe(2)
  expect(await t.db.$count(outboxMails, eq(outboxMails.kind, "order-refunded"))).toBe(2)
  expect(await violations(t.db)).toEqual([])
})

test("money that the provider cannot send back at first is tried again until it goes", async () => {
  const order = await paid()
  await t.tellProvider(`_refunds/${order.sessionId}/failed`)
  const confirmed = await confirm(order)
  if (!confirmed.ok) throw new Error(confirmed.reason)
  expect(await sendRefund(t.app, confirmed.value.refundId)).toBe("failed")
  expect(await reconcilePayments(t.app)).toMatchObject({ refunded: 0 })
  t.clock.advance(hourMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ failed: 1 })
  await t.tellProvider(`_refunds/${order.sessionId}/succeeded`)
  t.clock.advance(2 * hourMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ refunded: 1 })
  t.clock.advance(dayMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ refunded: 0, failed: 0 })
  expect(await refundsOf(order.orderId)).toMatchObject([{ status: "succeeded", attempts: 2 }])
  const [payment] = await t.db.select().from(payments).where(eq(payments.orderId, order.orderId))
  expect(payment?.status).toBe("refunded")
  expect(await violations(t.db)).toEqual([])
})

test("a refund that failed is shown to the operator, who can have it tried again", async () => {
  const order = await paid()
  await t.tellProvider(`_refunds/${order.sessionId}/failed`)
  const confirmed = await confirm(order)
  if (!confirmed.ok) throw new Error(confirmed.reason)
  const { refundId } = confirmed.value
  expect(await sendRefund(t.app, refundId)).toBe("failed")
  const listed = (await listPaymentsToReview(t.app)).flatMap((payment) => payment.refunds)
  expect(listed).toContainEqual(expect.objectContaining({ id: refundId, status: "failed" }))
  await t.tellProvider(`_refunds/${order.sessionId}/succeeded`)
  expect(await retryRefund(t.app, refundId)).toEqual({ ok: true, value: "succeeded" })
  expect(await retryRefund(t.app, refundId)).toEqual({ ok: false, reason: "not-failed" })
  expect((await listPaymentsToReview(t.app)).flatMap((payment) => payment.refunds)).not.toContainEqual(
    expect.objectContaining({ id: refundId }),
  )
  expect(await violations(t.db)).toEqual([])
})
