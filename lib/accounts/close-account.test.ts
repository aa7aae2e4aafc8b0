import { and, eq, inArray, isNull } from "drizzle-orm"
import { afterEach, expect, test } from "vitest"
import {
  auditEvents,
  customers,
  orderLines,
  orders,
  outboxMails,
  sessions,
  smartcardLinks,
  subscriptions,
  withdrawals,
} from "@/db/schema"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { cancelOrder } from "@/lib/orders/checkout/cancel-order"
import { cancelUnpaidOrders } from "@/lib/orders/checkout/cancel-unpaid-orders"
import { listPaymentsToReview } from "@/lib/orders/payment/list-payments-to-review"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { sendRefund } from "@/lib/orders/refund/send-refund"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { accountHelpers, password } from "@/tests/support/accounts"
import { createActivations } from "@/tests/support/activations"
import { aLink } from "@/tests/support/factories/cards"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer, aSession, quickHash } from "@/tests/support/factories/customers"
import { anOrder, createShop } from "@/tests/support/factories/orders"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { tablesWith } from "@/tests/support/tables-with"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals } from "@/tests/support/withdrawals"
import { closeAccount } from "./close-account"

const t = useTestApp()
const { mailsTo, signedIn } = accountHelpers(t)
const { paid, underWay } = createShop(t)
const { invoicesOf, orderOf } = createMoneyRows(t)
const { confirm } = createWithdrawals(t)
const { aReadyPackage, activate } = createActivations(t)

const client = aClient("203.0.113.77")

afterEach(async () => expect(await violations(t.db)).toEqual([]))

test("closing erases the customer, frees the cards, and keeps an audit trail without personal data", async () => {
  const { customer, session } = await signedIn()
  const link = await aLink(t.app, { customerId: customer.id })
  await aSubscription(t.app, { smartcardId: link.smartcardId, customerId: customer.id, status: "active" })
  expect(
    await closeAccount(t.app, {
      customerId: customer.id,
      sessionId: session.id,
      password,
      client,
      cancelUnpaidOrders: async () => {},
    }),
  ).toMatchObject({ ok: true })
  expect(await t.db.$count(customers, eq(customers.id, customer.id))).toBe(0)
  expect(await t.db.$count(sessions, eq(sessions.customerId, customer.id))).toBe(0)
  const held = and(eq(smartcardLinks.smartcardId, link.smartcardId), isNull(smartcardLinks.unlinkedAt))
  expect(await t.db.$count(smartcardLinks, held)).toBe(0)
  expect((await mailsTo(customer.email)).map(({ subject }) => subject)).toEqual([
    "Contul tău Focus Sat a fost închis",
  ])
  const trail = await t.db.select().from(auditEvents).where(eq(auditEvents.customerId, customer.id))
  expect(trail.map(({ kind }) => kind)).toEqual(["account-closed"])
  expect(JSON.stringify(trail)).not.toContain(customer.email)
  await t.db.delete(outboxMails).where(eq(outboxMails.recipient, customer.email))
  await aCustomer(t.app, { email: customer.email })
})

test("an account with something paid and not activated does not close, and the refusal names it", async () => {
  const { customer, session } = await signedIn()
  const link = await aLink(t.app, { customerId: customer.id })
  await aSubscription(t.app, { smartcardId: link.smartcardId, customerId: customer.id, status: "ready" })
  expect(
    await closeAccount(t.app, {
      customerId: customer.id,
      sessionId: session.id,
      password,
      client,
      cancelUnpaidOrders: async () => {},
    }),
  ).toEqual({
    ok: false,
    reason: "has-ready",
    packageNames: ["Familia"],
  })
  expect(await t.db.$count(customers, eq(customers.id, customer.id))).toBe(1)
})

test("closing leaves of orders what the law asks for: no unpaid order, no name of a card, no name in a declaration", async () => {
  const order = await paid()
  const { customerId, email } = order
  await t.db
    .update(customers)
    .set({ passwordHash: await quickHash(password), fullName: "Ștefania Unicescu" })
    .where(eq(customers.id, customerId))
  await t.db.update(orderLines).set({ cardName: "Casa bunicii" }).where(eq(orderLines.orderId, order.orderId))
  const withdrawn = await confirm(order)
  if (!withdrawn.ok) throw new Error(withdrawn.reason)
  await sendRefund(t.app, withdrawn.value.refundId)
  const { profileId } = order
  const unpaid = await anOrder(t.app, order)
  const cancelled = await anOrder(t.app, order)
  await cancelOrder(t.app, { customerId, orderId: cancelled })
  await t.db
    .update(orders)
    .set({ billing: { ...(await orderOf(unpaid)).billing, name: "Firma Neplătită SRL" } })
    .where(inArray(orders.id, [unpaid, cancelled]))
  const { id: sessionId } = await aSession(t.app, { customerId })
  const wanted = { customerId, sessionId, password, client }
  expect(
    await closeAccount(t.app, { ...wanted, cancelUnpaidOrders: (id) => cancelUnpaidOrders(t.app, id) }),
  ).toMatchObject({ ok: true })
  // What waits to be mailed about orders, and the notice of the closing: their texts go with their sending.
  await deliverOutbox(t.app, { budgetMs: 60_000 })
  const notice = (await t.mailbox.to(email)).find(({ subject }) => subject.includes("a fost închis"))
  const kept = [
    "comenzile plătite",
    "plățile",
    "facturile",
    "declarațiile de retragere",
    "jurnalul de securitate",
  ]
  expect(kept.filter((what) => !notice?.text.replace(/\s+/g, " ").includes(what))).toEqual([])
  expect(await tablesWith(t.db, "Casa bunicii")).toEqual([])
  expect(await tablesWith(t.db, "Firma Neplătită SRL")).toEqual([])
  expect(await tablesWith(t.db, "Ștefania Unicescu")).toEqual([])
  expect(await tablesWith(t.db, email)).toEqual(["outbox_mails"])
  expect(await tablesWith(t.db, profileId)).toEqual([])
  const lines = await t.db.select().from(orderLines).where(eq(orderLines.orderId, order.orderId))
  expect(lines.map(({ cardName, serial }) => cardName === `Smartcard …${serial.slice(-4)}`)).toEqual([
    true,
    true,
    true,
  ])
  const [declaration] = await t.db.select().from(withdrawals).where(eq(withdrawals.orderId, order.orderId))
  expect(declaration?.content).toContain("Titularul comenzii vă informează că se retrage")
  expect(await invoicesOf(order.orderId)).toMatchObject([
    { buyer: { name: expect.any(String) }, totalBani: 11_300 },
    { totalBani: -11_300 },
  ])
})

test("money of a late transfer that comes after its account was closed still finds its order", async () => {
  const { customerId, orderId, sessionId } = await underWay()
  await t.db
    .update(customers)
    .set({ passwordHash: await quickHash(password) })
    .where(eq(customers.id, customerId))
  await t.pay(sessionId, "delay")
  expect(await settlePayment(t.app, sessionId)).toBe("waiting")
  t.clock.advance(15 * dayMs)
  const session = await aSession(t.app, { customerId })
  const wanted = { customerId, sessionId: session.id, password, client }
  const cancelUnpaid = (id: CustomerId) => cancelUnpaidOrders(t.app, id)
  expect(await closeAccount(t.app, { ...wanted, cancelUnpaidOrders: cancelUnpaid })).toMatchObject({
    ok: true,
  })
  await t.tellProvider(`_settle/${sessionId}/succeed`)
  expect(await settlePayment(t.app, sessionId)).toBe("needs-review")
  expect(await listPaymentsToReview(t.app)).toMatchObject([{ orderId }])
})

test("an account whose activation the gateway has not acknowledged does not close: it may come back", async () => {
  const bought = await aReadyPackage()
  const { customerId } = bought
  await t.db
    .update(customers)
    .set({ passwordHash: await quickHash(password) })
    .where(eq(customers.id, customerId))
  const all = await t.db.select().from(subscriptions).where(eq(subscriptions.customerId, customerId))
  for (const { id } of all) expect(await activate({ customerId, id })).toMatchObject({ ok: true })
  const { id: sessionId } = await aSession(t.app, { customerId })
  const closing = { customerId, sessionId, password, client, cancelUnpaidOrders: async () => {} }
  expect(await closeAccount(t.app, closing)).toMatchObject({ ok: false, reason: "has-ready" })
  await deliverCommands(t.app)
  expect(await closeAccount(t.app, closing)).toMatchObject({ ok: true })
})
