import { eq, inArray } from "drizzle-orm"
import { expect, test } from "vitest"
import { payments, smartcards } from "@/db/schema"
import type { PaymentId } from "@/lib/domain/ids/brand"
import { parseProviderSessionId } from "@/lib/domain/ids/provider-session-id"
import { dayMs, hourMs, minuteMs } from "@/lib/domain/time/lifetimes"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { withPayments, withRefusedKey } from "@/tests/support/payment-faults"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals } from "@/tests/support/withdrawals"
import { reconcilePayments } from "./reconcile-payments"

const t = useTestApp()
const { ordered, paid, shopper, underWay } = createShop(t)
const { orderOf, paymentOf, refundsOf } = createMoneyRows(t)
const { confirm } = createWithdrawals(t)

/** The provider has forgotten the session, as after its key was changed for that of another account. */
const forget = (id: PaymentId) =>
  t.db
    .update(payments)
    .set({ sessionId: parseProviderSessionId(`cs_gone_${id.slice(-12)}`) })
    .where(eq(payments.id, id))

test("the job settles a payment without a webhook, closes expired pages and cancels unpaid orders", async () => {
  const one = await underWay()
  const unpaid = await underWay()
  const neverStarted = await ordered(await shopper())
  await t.pay(one.sessionId, "pay")
  t.clock.advance(3 * minuteMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ paid: 1, cancelled: 0 })
  expect(await orderOf(one.orderId)).toMatchObject({ status: "paid" })
  t.clock.advance(hourMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ expired: 1 })
  expect(await orderOf(unpaid.orderId)).toMatchObject({ status: "cancelled" })
  expect(await orderOf(neverStarted)).toMatchObject({ status: "cancelled" })
  expect(await reconcilePayments(t.app)).toMatchObject({ checked: 0, paid: 0, cancelled: 0 })
  expect(await violations(t.db)).toEqual([])
})

test("a payment that the provider does not know delays no other, no order and no refund", async () => {
  const withdrawn = await paid()
  expect((await confirm(withdrawn)).ok).toBe(true)
  const [bad, good, unpaid] = [await underWay(), await underWay(), await ordered(await shopper())]
  const { id } = await paymentOf(bad.orderId)
  await forget(id)
  await t.pay(good.sessionId, "pay")
  t.clock.advance(61 * minuteMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ paid: 1, refunded: 1, failed: 1, cancelled: 1 })
  expect(await orderOf(good.orderId)).toMatchObject({ status: "paid" })
  expect(await orderOf(unpaid)).toMatchObject({ status: "cancelled" })
  expect(await refundsOf((await paymentOf(withdrawn.orderId)).id)).toMatchObject([{ status: "succeeded" }])
  expect(await orderOf(bad.orderId)).toMatchObject({ status: "open" })
  t.clock.advance(3 * dayMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ expired: 1, failed: 0, cancelled: 1 })
  expect(await reconcilePayments(t.app)).toMatchObject({ checked: 0 })
  expect(await violations(t.db)).toEqual([])
})

test("a payment whose settlement throws, or whose page cannot be closed, is counted and the run goes on", async () => {
  const [throwing, unclosable, good] = [await underWay(), await underWay(), await underWay()]
  await t.pay(good.sessionId, "pay")
  t.clock.advance(61 * minuteMs)
  const { fetch, expire } = t.app.payments
  const app = withPayments(t.app, {
    fetch: (id) => (id === throwing.sessionId ? Promise.reject(new Error("broken")) : fetch(id)),
    expire: async (id) => (id === unclosable.sessionId ? null : expire(id)),
  })
  expect(await reconcilePayments(app)).toMatchObject({ checked: 3, paid: 1, failed: 2, left: 0 })
  expect(await orderOf(good.orderId)).toMatchObject({ status: "paid" })
  expect(await reconcilePayments(t.app)).toMatchObject({ expired: 2, failed: 0 })
})

test("a refused key fails each payment of the run and throws nothing", async () => {
  await underWay()
  t.clock.advance(61 * minuteMs)
  expect(await reconcilePayments(withRefusedKey(t.app))).toMatchObject({ checked: 1, failed: 1 })
  expect(await reconcilePayments(t.app)).toMatchObject({ expired: 1, failed: 0 })
})

test("the run reads page after page and counts what its time did not suffice for", async () => {
  for (let at = 0; at < 5; at += 1) await underWay()
  t.clock.advance(3 * minuteMs)
  expect(await reconcilePayments(t.app, { pageSize: 2 })).toMatchObject({ checked: 5, left: 0 })
  const answers = [false, false, false]
  const timed = { ...t.app, deadline: () => ({ hasPassed: () => answers.pop() ?? true }) }
  expect(await reconcilePayments(timed, { pageSize: 2 })).toMatchObject({ checked: 3, left: 2 })
})

test("the job closes the open page of an order whose card was blocked, and leaves a transfer alone", async () => {
  const [blocked, transferred, other] = [await underWay(), await underWay(), await underWay()]
  await t.pay(transferred.sessionId, "delay")
  const cards = [blocked, transferred].flatMap(({ links }) => links.map(({ smartcardId }) => smartcardId))
  await t.db.update(smartcards).set({ status: "blocked" }).where(inArray(smartcards.id, cards))
  t.clock.advance(3 * minuteMs)
  expect(await reconcilePayments(t.app)).toMatchObject({ expired: 1, failed: 0 })
  expect(await t.app.payments.fetch(blocked.sessionId)).toMatchObject({ state: "expired" })
  expect(await paymentOf(blocked.orderId)).toMatchObject({ status: "expired" })
  expect(await paymentOf(transferred.orderId)).toMatchObject({ status: "processing" })
  expect(await paymentOf(other.orderId)).toMatchObject({ status: "open" })
})
