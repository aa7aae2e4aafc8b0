import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers, smartcards, withdrawals } from "@/db/schema"
import { closeAccount } from "@/lib/accounts/close-account"
import { parseDay } from "@/lib/domain/time/civil-date"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { cancelUnpaidOrders } from "@/lib/orders/checkout/cancel-unpaid-orders"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { releaseSmartcard } from "@/lib/smartcards/release-smartcard"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { password } from "@/tests/support/accounts"
import { createActivations } from "@/tests/support/activations"
import { aLink } from "@/tests/support/factories/cards"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer, aSession, quickHash } from "@/tests/support/factories/customers"
import { createShop } from "@/tests/support/factories/orders"
import { startBehind } from "@/tests/support/held-rows"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import type { PaidOrder } from "@/tests/support/withdrawals"
import { enterWithdrawal } from "./enter-withdrawal"

/** What happened between the customer's letter and its entry. */
const t = useTestApp()
const { paid } = createShop(t)
const { aReadyPackage, another, activate, rowOf } = createActivations(t)
const { orderOf, stornosOf, subscriptionsOf } = createMoneyRows(t)

/** The orders of these tests were made on 23.11.2026. */
async function enter({ orderId }: Pick<PaidOrder, "orderId">, positions: readonly number[] = []) {
  const notifiedOn = parseDay("2026-11-24")
  if (!notifiedOn) throw new Error("24.11.2026 is a day")
  const { number } = await orderOf(orderId)
  return enterWithdrawal(t.app, { number, positions, notifiedOn })
}

const mailsTo = async (email: string) => {
  await deliverOutbox(t.app, { budgetMs: 60_000 })
  return t.mailbox.to(email)
}

test("the card changed hands: the period is revoked there, and what its new holder queued moves up", async () => {
  const seller = await aReadyPackage()
  expect((await activate(seller)).ok).toBe(true)
  await deliverCommands(t.app)
  const [card] = await t.db.select().from(smartcards).where(eq(smartcards.id, seller.link.smartcardId))
  if (!card) throw new Error("The card was made")
  expect((await releaseSmartcard(t.app, card.serial)).ok).toBe(true)
  const holder = await aCustomer(t.app)
  const link = await aLink(t.app, { customerId: holder.id, smartcardId: card.id })
  const queued = await another({ ...seller, customerId: holder.id, link })
  expect((await activate(queued, { seenStartsAt: (await rowOf(seller.id)).endsAt })).ok).toBe(true)
  await deliverCommands(t.app)
  t.clock.advance(4 * dayMs)
  const positions = [1 + (await positionOf(seller))]
  expect(await enter(seller, positions)).toMatchObject({ ok: true, value: { released: [] } })
  expect(await rowOf(queued.id)).toMatchObject({ status: "active", startsAt: t.app.now() })
  await deliverCommands(t.app)
  const { open } = await t.cardAtGateway(card.serial)
  expect(open).toHaveLength(1)
  const toHolder = (await mailsTo(holder.email)).map(({ subject, text }) => `${subject} ${text}`).join()
  expect(toHolder).not.toContain(seller.email)
  expect(toHolder).not.toContain("Retragerea")
  expect(await violations(t.db)).toEqual([])
})

/** From 0: the line of the activated package in its order. */
async function positionOf({ customerId, id }: { readonly customerId: PaidOrder["customerId"]; id: string }) {
  return (await subscriptionsOf(customerId)).findIndex((one) => one.id === id)
}

test("what the customer queued behind it waits again, and the mail says so", async () => {
  const who = await aReadyPackage()
  expect((await activate(who)).ok).toBe(true)
  const next = await another(who)
  expect((await activate(next, { seenStartsAt: (await rowOf(who.id)).endsAt })).ok).toBe(true)
  await deliverCommands(t.app)
  t.clock.advance(2 * dayMs)
  const entered = await enter(who, [1 + (await positionOf(who))])
  expect(entered.ok && entered.value.released).toEqual([expect.stringMatching(/^Familia, 1 lună, pe „/)])
  expect(await rowOf(next.id)).toMatchObject({ status: "ready" })
  const [mail] = (await mailsTo(who.email)).filter(({ subject }) => subject.startsWith("Retragerea"))
  expect(mail?.text.replaceAll(/\s+/g, " ")).toContain("plătit, te așteaptă: îl pornești când vrei.")
  await deliverCommands(t.app)
  expect(await violations(t.db)).toEqual([])
})

test("an account that closes while the letter is entered: the money goes back once, without the person", async () => {
  const order = await paid()
  const { customerId } = order
  await t.db.update(customers).set({ passwordHash: await quickHash(password) })
  for (const { id } of await subscriptionsOf(customerId)) {
    expect((await activate({ customerId, id })).ok).toBe(true)
  }
  await deliverCommands(t.app)
  t.clock.advance(3 * dayMs)
  const { id: sessionId } = await aSession(t.app, { customerId })
  const closing = { customerId, sessionId, password, client: aClient() }
  const close = () =>
    closeAccount(t.app, { ...closing, cancelUnpaidOrders: (id) => cancelUnpaidOrders(t.app, id) })
  const hold = t.db.select().from(customers).where(eq(customers.id, customerId)).for("update").getSQL()
  const [closed, entered] = await startBehind(t.db, hold, [close, () => enter(order)])
  expect(closed).toEqual({ ok: true, value: undefined })
  expect(entered).toMatchObject({ ok: true, value: { email: null, sent: "succeeded" } })
  expect(await stornosOf(order.orderId)).toHaveLength(1)
  const [declared] = await t.db.select().from(withdrawals).where(eq(withdrawals.orderId, order.orderId))
  expect(declared).toMatchObject({ customerId: null })
  expect(declared?.content).toMatch(/^Titularul comenzii ne-a anunțat pe 24\.11\.2026/)
  expect(await violations(t.db)).toEqual([])
})
