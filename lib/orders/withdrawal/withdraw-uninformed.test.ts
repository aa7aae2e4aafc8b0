import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { entitlementCommands, orders } from "@/db/schema"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { orderView } from "@/lib/orders/order-view"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { aClient } from "@/tests/support/factories/clients"
import { createShop } from "@/tests/support/factories/orders"
import { firstRow } from "@/tests/support/factories/rows"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals, type PaidOrder } from "@/tests/support/withdrawals"
import { listWithdrawableOrders } from "./list-withdrawable-orders"
import { withdrawalPreview } from "./preview"
import { withdraw } from "./withdraw"

const t = useTestApp()
const { paid } = createShop(t)
const { stornosOf, subscriptionsOf } = createMoneyRows(t)
const { confirm, offerOf } = createWithdrawals(t)

/** An order as the versions before the texts made it, with its packages activated on express request. */
async function ofEarlierVersion(): Promise<PaidOrder> {
  t.clock.set(new Date("2026-11-23T09:00:00Z"))
  const order = await paid()
  await t.db
    .update(orders)
    .set({ termsVersion: null, withdrawalVersion: null })
    .where(eq(orders.id, order.orderId))
  const start = { customerId: order.customerId, client: aClient(), seenStartsAt: null, isExpress: true }
  for (const { id } of await subscriptionsOf(order.customerId)) {
    expect((await activateSubscription(t.app, { ...start, id })).ok).toBe(true)
  }
  await deliverCommands(t.app)
  return order
}

test("not informed before the order: the used days are not paid, everything goes back", async () => {
  const order = await ofEarlierVersion()
  t.clock.advance(5 * dayMs)
  const { lines } = await offerOf(order)
  expect(lines.map(({ share }) => share.used)).toEqual([null, null, null])
  const lineIds = lines.map(({ id }) => id)
  const preview = await withdrawalPreview(t.app, { ...order, lineIds })
  expect(preview).toMatchObject({ refundBani: 11_300 })
  expect(preview?.content).not.toContain("folosit")
  expect((await confirm(order)).ok).toBe(true)
  expect(await stornosOf(order.orderId)).toMatchObject([{ totalBani: -11_300 }])
  expect(await violations(t.db)).toEqual([])
})

test("not informed before the order: the period is twelve months longer, to the end of its last day", async () => {
  const order = await ofEarlierVersion()
  const own = { customerId: order.customerId, orderId: order.orderId }
  const listed = async () =>
    (await listWithdrawableOrders(t.app, order.customerId)).map(({ lastDay }) => lastDay)
  // The fourteenth day is 7 December 2026.
  t.clock.set(new Date("2027-12-07T21:59:00Z"))
  expect(await offerOf(order)).toMatchObject({ isOpen: true, lastDay: "2027-12-07" })
  expect(await listed()).toEqual(["2027-12-07"])
  expect((await orderView(t.app, own))?.withdrawUntil).toBe("2027-12-07")
  t.clock.set(new Date("2027-12-07T22:00:00Z"))
  expect(await offerOf(order)).toMatchObject({ isOpen: false, lines: [] })
  expect(await listed()).toEqual([])
  expect((await orderView(t.app, own))?.withdrawUntil).toBeNull()
  const late = await withdraw(t.app, { ...own, lineIds: ["x"], seenRefundBani: 1, client: aClient() })
  expect(late).toEqual({ ok: false, reason: "too-late" })
})

/** A month of the same package on the same card that runs now, bought since. */
async function anotherMonth({ customerId }: PaidOrder) {
  const { smartcardId, packageId } = firstRow(await subscriptionsOf(customerId))
  const wanted = { smartcardId, packageId, customerId, status: "ready" as const }
  const { id } = await aSubscription(t.app, wanted)
  const start = { customerId, client: aClient(), seenStartsAt: null, isExpress: true }
  expect((await activateSubscription(t.app, { ...start, id })).ok).toBe(true)
  await deliverCommands(t.app)
  return id
}

test("not informed before the order: a package that has long ended is refunded whole", async () => {
  const order = await ofEarlierVersion()
  t.clock.set(new Date("2027-06-01T09:00:00Z"))
  const next = await anotherMonth(order)
  const before = await t.db.$count(entitlementCommands)
  expect((await confirm(order)).ok).toBe(true)
  // The gateway has closed it by itself: neither is it revoked, nor what runs now granted again.
  expect(await t.db.$count(entitlementCommands)).toBe(before)
  expect(await stornosOf(order.orderId)).toMatchObject([{ totalBani: -11_300 }])
  const bought = (await subscriptionsOf(order.customerId)).filter(({ id }) => id !== next)
  expect(bought.every(({ status }) => status === "refunded")).toBe(true)
  await deliverCommands(t.app)
  expect(await violations(t.db)).toEqual([])
})
