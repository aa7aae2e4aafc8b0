import { eq, lt, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { lockOrder } from "@/db/queries/orders"
import { orderLines, orders, outboxMails, payments, signUps } from "@/db/schema"
import { inspectLink } from "@/lib/accounts/inspect-link"
import { requestEmailChange } from "@/lib/accounts/request-email-change"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { dayMs, hourMs, later } from "@/lib/domain/time/lifetimes"
import { cancelOrder } from "@/lib/orders/checkout/cancel-order"
import { reconcilePayments } from "@/lib/orders/payment/reconcile-payments"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { settleMailEvent } from "@/lib/outbox/settle-mail-event"
import { accountHelpers, freshAddress, known, password } from "@/tests/support/accounts"
import { createShop } from "@/tests/support/factories/orders"
import { createMoneyRows } from "@/tests/support/money-rows"
import { aMailEvent, getMailToAddress } from "@/tests/support/outbox"
import { createPaymentsInReview } from "@/tests/support/payments-in-review"
import { tablesWith } from "@/tests/support/tables-with"
import { useTestApp } from "@/tests/support/test-app"
import { cleanUp } from "./clean-up"

const t = useTestApp()
const { paid, underWay } = createShop(t)
const { paidAfterCancelling } = createPaymentsInReview(t)
const { orderOf } = createMoneyRows(t)
const { emailChangeToken, mailsTo, renewing, signedIn, signUp, activationToken } = accountHelpers(t)

test("unconfirmed sign-ups are erased after 30 days, with their links", async () => {
  const email = await signUp()
  const token = await activationToken(email)
  t.clock.advance(30 * dayMs)
  await cleanUp(t.app)
  expect(await t.db.$count(signUps, eq(signUps.email, email))).toBe(1)
  t.clock.advance(1)
  expect((await cleanUp(t.app))["signUps"]).toBeGreaterThan(0)
  expect(await t.db.$count(signUps, eq(signUps.email, email))).toBe(0)
  expect(await inspectLink(t.app, "activation", token)).toBe("expired")
})

test("the address of a person who never asked is erased with what made use of it", async () => {
  const { session } = await signedIn()
  const ask = async (newEmail: EmailAddress) => {
    await requestEmailChange(t.app, { ...(await renewing(session)), password, newEmail })
    await emailChangeToken(newEmail)
    return newEmail
  }
  const replaced = await ask(freshAddress())
  const expired = await ask(freshAddress())
  expect(await tablesWith(t.db, replaced)).toEqual(["outbox_mails"])
  expect(await tablesWith(t.db, expired)).toEqual(["one_time_tokens", "outbox_mails"])
  t.clock.advance(hourMs)
  await cleanUp(t.app)
  expect(await tablesWith(t.db, expired)).toEqual(["outbox_mails"])

  const stranger = await signUp()
  await mailsTo(stranger)
  t.clock.advance(7 * dayMs)
  await cleanUp(t.app)
  const mail = known(await getMailToAddress(t.db, stranger))
  expect(await settleMailEvent(t.app, aMailEvent(mail, { outcome: "bounced" }))).toBe("settled")
  t.clock.advance(1)
  await cleanUp(t.app)
  expect(await settleMailEvent(t.app, aMailEvent(mail, { outcome: "bounced" }))).toBe("not-ours")
  for (const address of [replaced, expired]) expect(await tablesWith(t.db, address)).toEqual([])
  expect(await tablesWith(t.db, stranger)).toEqual(["sign_ups"])
  t.clock.advance(23 * dayMs)
  await cleanUp(t.app)
  expect(await tablesWith(t.db, stranger)).toEqual([])
})

test("a run that has no more time leaves the rest to the next one, and never takes all rows at once", async () => {
  await t.db.delete(outboxMails)
  const at = sql`${t.app.now().toISOString()}::timestamptz`
  await t.db.execute(sql`
    insert into outbox_mails (id, kind, lane, priority, recipient, status, created_at, settled_at)
    select uuidv7(), 'test', 'reminders', 2, 'ana@example.ro', 'sent', ${at}, ${at} from generate_series(1, 12000)`)
  t.clock.advance(91 * dayMs)
  const isOld = lt(outboxMails.settledAt, t.app.now())
  // Fourteen kinds come before the mails or end at once; one more statement is in time.
  let asked = 0
  const deadline = () => ({ hasPassed: () => ++asked > 14 })
  const first = await cleanUp({ ...t.app, deadline })
  expect(first).toMatchObject({ mails: 5_000, left: 1 })
  expect(await t.db.$count(outboxMails, isOld)).toBe(7_000)
  expect(await cleanUp(t.app)).toMatchObject({ mails: 7_000, left: 0 })
  expect(await t.db.$count(outboxMails, isOld)).toBe(0)
})

test("an order that was never paid is erased 60 days after it ended; one with money or a review stays", async () => {
  const [lapsed, reviewed, bought] = [await underWay(), await paidAfterCancelling(), await paid()]
  const delayed = await underWay()
  await t.pay(delayed.sessionId, "delay")
  await settlePayment(t.app, delayed.sessionId)
  t.clock.advance(hourMs)
  await reconcilePayments(t.app)
  expect((await orderOf(lapsed.orderId)).status).toBe("cancelled")
  const endedAt = known((await orderOf(lapsed.orderId)).closedAt ?? undefined)
  t.clock.set(later(endedAt, 60 * dayMs))
  expect(await cleanUp(t.app)).toMatchObject({ unpaidOrders: 0 })
  t.clock.advance(1)
  expect(await cleanUp(t.app)).toMatchObject({ unpaidOrders: 1, left: 0 })
  for (const table of [orderLines, payments])
    expect(await t.db.$count(table, eq(table.orderId, lapsed.orderId))).toBe(0)
  expect(await t.db.$count(orders, eq(orders.id, lapsed.orderId))).toBe(0)
  for (const { orderId } of [reviewed, bought, delayed])
    expect(await t.db.$count(orders, eq(orders.id, orderId))).toBe(1)
  expect(await tablesWith(t.db, lapsed.sessionId)).toEqual([])
})

test("an order whose payment is settling is not erased meanwhile, and not after its money is stored", async () => {
  const order = await underWay()
  expect((await cancelOrder(t.app, order)).ok).toBe(true)
  t.clock.advance(61 * dayMs)
  const kept = () => t.db.$count(orders, eq(orders.id, order.orderId))
  await t.db.transaction(async (tx) => {
    await lockOrder(tx, order.orderId)
    await cleanUp(t.app)
    expect(await kept()).toBe(1)
    const money = { receivedAmount: 4_400, receivedCurrency: "RON", receivedAt: t.app.now() }
    const review = { status: "needs_review" as const, reviewReason: "the order is cancelled" }
    await tx
      .update(payments)
      .set({ ...money, ...review })
      .where(eq(payments.orderId, order.orderId))
  })
  await cleanUp(t.app)
  expect(await kept()).toBe(1)
})
