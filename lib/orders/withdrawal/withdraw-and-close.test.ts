import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers, outboxMails, withdrawals } from "@/db/schema"
import { closeAccount } from "@/lib/accounts/close-account"
import { cancelUnpaidOrders } from "@/lib/orders/checkout/cancel-unpaid-orders"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { known, password } from "@/tests/support/accounts"
import { aClient } from "@/tests/support/factories/clients"
import { aSession, quickHash } from "@/tests/support/factories/customers"
import { createShop } from "@/tests/support/factories/orders"
import { startBehind } from "@/tests/support/held-rows"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals, type PaidOrder } from "@/tests/support/withdrawals"
import { withoutRetry } from "@/tests/support/without-retry"
import { withdraw } from "./withdraw"

const t = useTestApp()
const { paid } = createShop(t)
const { orderOf, paymentOf, refundsOf, stornosOf, subscriptionsOf } = createMoneyRows(t)
const { offerOf } = createWithdrawals(t)

/** An order whose packages all run, so that the account may close. */
async function aRunningOrder() {
  const order = await paid()
  const { customerId } = order
  const passwordHash = await quickHash(password)
  await t.db.update(customers).set({ passwordHash }).where(eq(customers.id, customerId))
  for (const { id } of await subscriptionsOf(customerId)) {
    const click = { customerId, id, client: aClient(), seenStartsAt: null, isExpress: true }
    expect((await activateSubscription(t.app, click)).ok).toBe(true)
  }
  await deliverCommands(t.app)
  return order
}

/** Both calls, which wait for what the test holds. */
async function calls(order: PaidOrder) {
  const { customerId } = order
  const { lines } = await offerOf(order)
  const seenRefundBani = lines.reduce((sum, { share }) => sum + share.refundBani, 0)
  const wanted = { lineIds: lines.map(({ id }) => id), seenRefundBani, client: aClient() }
  const { id: sessionId } = await aSession(t.app, { customerId })
  const closing = { customerId, sessionId, password, client: aClient() }
  const app = withoutRetry(t)
  return {
    withdrawAll: () => withdraw(app, { ...order, ...wanted }),
    close: () => closeAccount(app, { ...closing, cancelUnpaidOrders: (id) => cancelUnpaidOrders(app, id) }),
  }
}

test("an account that is closed during a withdrawal waits: the money goes back, the account is gone", async () => {
  const order = await aRunningOrder()
  const { withdrawAll, close } = await calls(order)
  const holdOrder = sql`select from orders where id = ${order.orderId} for update`
  const [withdrawn, closed] = await startBehind(t.db, holdOrder, [withdrawAll, close])
  expect([withdrawn.ok, closed]).toEqual([true, { ok: true, value: undefined }])
  expect(await orderOf(order.orderId)).toMatchObject({ status: "refunded", customerId: null })
  expect(await stornosOf(order.orderId)).toHaveLength(1)
  expect(await refundsOf((await paymentOf(order.orderId)).id)).toMatchObject([{ status: "starting" }])
  const [declared] = await t.db.select().from(withdrawals).where(eq(withdrawals.orderId, order.orderId))
  expect(declared).toMatchObject({ customerId: null })
  expect(declared?.content).toContain("Titularul comenzii")
  expect(await violations(t.db)).toEqual([])
})

test("what waits to be mailed about money is still mailed after the account closed", async () => {
  const order = await aRunningOrder()
  await deliverOutbox(t.app, { budgetMs: 60_000 })
  const [customer] = await t.db.select().from(customers).where(eq(customers.id, order.customerId))
  const { withdrawAll, close } = await calls(order)
  expect([(await withdrawAll()).ok, (await close()).ok]).toEqual([true, true])
  await deliverOutbox(t.app, { budgetMs: 60_000 })
  const subjects = (await t.mailbox.to(known(customer).email)).map(({ subject }) => subject)
  expect(subjects.filter((subject) => /retragere|închis/i.test(subject))).toHaveLength(2)
  expect(await t.db.$count(outboxMails, eq(outboxMails.customerId, order.customerId))).toBe(0)
})

test("a withdrawal that starts while the account closes waits, and finds no order: nothing is undone", async () => {
  const order = await aRunningOrder()
  const { withdrawAll, close } = await calls(order)
  const holdLinks = sql`select from smartcard_links where customer_id = ${order.customerId} for update`
  const [closed, withdrawn] = await startBehind(t.db, holdLinks, [close, withdrawAll])
  expect([closed.ok, withdrawn]).toEqual([true, { ok: false, reason: "not-found" }])
  expect(await orderOf(order.orderId)).toMatchObject({ status: "paid", customerId: null })
  expect(await stornosOf(order.orderId)).toEqual([])
  expect(await refundsOf((await paymentOf(order.orderId)).id)).toEqual([])
  expect(await violations(t.db)).toEqual([])
})
