import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers, orders, payments } from "@/db/schema"
import { closeAccount } from "@/lib/accounts/close-account"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { startPayment } from "@/lib/orders/payment/start-payment"
import { password } from "@/tests/support/accounts"
import { aClient } from "@/tests/support/factories/clients"
import { aSession, quickHash } from "@/tests/support/factories/customers"
import { anOrder, createShop } from "@/tests/support/factories/orders"
import { useTestApp } from "@/tests/support/test-app"
import { cancelUnpaidOrders } from "./cancel-unpaid-orders"

const t = useTestApp()
const { shopper } = createShop(t)

async function aBuyer() {
  const who = await shopper()
  const passwordHash = await quickHash(password)
  await t.db.update(customers).set({ passwordHash }).where(eq(customers.id, who.customerId))
  return who
}

const close = async (customerId: CustomerId, app = t.app) =>
  closeAccount(app, {
    ...{ customerId, sessionId: (await aSession(t.app, { customerId })).id, password, client: aClient() },
    cancelUnpaidOrders: (id) => cancelUnpaidOrders(app, id),
  })

test("closing an account erases its unpaid orders; one whose page was open is cancelled, and the page closed", async () => {
  const who = await aBuyer()
  const [abandoned, atPage] = [await anOrder(t.app, who), await anOrder(t.app, who)]
  await startPayment(t.app, { ...who, orderId: atPage })
  expect(await close(who.customerId)).toEqual({ ok: true, value: undefined })
  expect(await t.db.$count(orders, eq(orders.id, abandoned))).toBe(0)
  const [order] = await t.db.select().from(orders).where(eq(orders.id, atPage))
  expect(order).toMatchObject({ status: "cancelled", customerId: null })
  const [payment] = await t.db.select().from(payments).where(eq(payments.orderId, atPage))
  if (!payment?.sessionId) throw new Error("No session")
  expect(await t.app.payments.fetch(payment.sessionId)).toMatchObject({ state: "expired" })
})

test("money on its way keeps the account open, and the order", async () => {
  const who = await aBuyer()
  const orderId = await anOrder(t.app, who)
  await startPayment(t.app, { ...who, orderId })
  const [payment] = await t.db.select().from(payments).where(eq(payments.orderId, orderId))
  await t.pay(payment?.sessionId ?? "", "delay")
  expect(await close(who.customerId)).toEqual({ ok: false, reason: "has-payment" })
  const [order] = await t.db.select().from(orders).where(eq(orders.id, orderId))
  expect(order).toMatchObject({ status: "open", customerId: who.customerId })
})

test("what was paid on an open page a moment before is found, and the account stays", async () => {
  const who = await aBuyer()
  const orderId = await anOrder(t.app, who)
  await startPayment(t.app, { ...who, orderId })
  const [payment] = await t.db.select().from(payments).where(eq(payments.orderId, orderId))
  await t.pay(payment?.sessionId ?? "", "pay")
  expect(await close(who.customerId)).toMatchObject({ ok: false, reason: "has-ready" })
  const [order] = await t.db.select().from(orders).where(eq(orders.id, orderId))
  expect(order?.status).toBe("paid")
})

test("with the provider unavailable a page cannot be closed, and the account stays open", async () => {
  const who = await aBuyer()
  const orderId = await anOrder(t.app, who)
  await startPayment(t.app, { ...who, orderId })
  const app = { ...t.app, payments: { ...t.app.payments, expire: async () => null } }
  expect(await close(who.customerId, app)).toEqual({ ok: false, reason: "has-payment" })
  const [order] = await t.db.select().from(orders).where(eq(orders.id, orderId))
  expect(order?.status).toBe("open")
})

test("a payment started at the same moment either keeps the account or finds its order cancelled", async () => {
  for (let round = 0; round < 10; round += 1) {
    const who = await aBuyer()
    const orderId = await anOrder(t.app, who)
    const [closed, started] = await Promise.all([
      close(who.customerId),
      startPayment(t.app, { customerId: who.customerId, orderId }),
    ])
    const [order] = await t.db.select().from(orders).where(eq(orders.id, orderId))
    const [payment] = await t.db.select().from(payments).where(eq(payments.orderId, orderId))
    const session = payment?.sessionId ? await t.app.payments.fetch(payment.sessionId) : null
    if (session === "unknown") throw new Error("No session")
    // Erased, where no payment had begun.
    if (closed.ok) expect(order?.status ?? "cancelled").toBe("cancelled")
    if (!order) expect(started.ok).toBe(false)
    else if (order.status === "cancelled") expect(session?.state ?? "expired").toBe("expired")
    else expect(started.ok).toBe(true)
  }
})
