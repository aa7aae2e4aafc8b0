import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers, offers, smartcardLinks, smartcards, subscriptions } from "@/db/schema"
import { trustAddress } from "@/lib/accounts/trust-address"
import type { CustomerId, EmailAddress, Serial } from "@/lib/domain/ids/brand"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { retryMail } from "@/lib/outbox/retry-mail"
import { settleMailEvent } from "@/lib/outbox/settle-mail-event"
import { linkSmartcard } from "@/lib/smartcards/link-smartcard"
import { anOffer } from "@/tests/support/factories/catalogue"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { aHolder } from "@/tests/support/factories/holders"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { aMailEvent, getMailTo } from "@/tests/support/outbox"
import { useTestApp } from "@/tests/support/test-app"
import { sendExpiryAlerts } from "./send-expiry-alerts"

const t = useTestApp()
const budget = { budgetMs: 60_000 }
const inDays = (days: number) => new Date(t.app.now().getTime() + days * dayMs)

async function run() {
  const { enqueued } = await sendExpiryAlerts(t.app, budget)
  await deliverOutbox(t.app, budget)
  return enqueued
}
const remindersTo = async ({ email }: { readonly email: string }) =>
  (await t.mailbox.to(email)).filter(({ headers }) => "List-Unsubscribe" in headers)
const change = (id: CustomerId, values: Partial<typeof customers.$inferInsert>) =>
  t.db.update(customers).set(values).where(eq(customers.id, id))

/** The card leaves its account; the given customer adds it. */
async function passOn(holder: Awaited<ReturnType<typeof aHolder>>, to: { readonly id: CustomerId }) {
  const unlinkedAt = t.app.now()
  await t.db
    .update(smartcardLinks)
    .set({ unlinkedAt })
    .where(eq(smartcardLinks.smartcardId, holder.smartcard.id))
  const serial: Serial = holder.smartcard.serial
  const link = { customerId: to.id, serial, label: "", client: aClient(), proof: { kind: "none" } } as const
  expect(await linkSmartcard(t.app, link)).toMatchObject({ ok: true })
}

test("a reminder that bounced is repeated at the confirmed address, once, while the period runs", async () => {
  const { customer } = await aHolder(t.app, { endsAt: inDays(4), packageName: "Sport" })
  await run()
  await settleMailEvent(t.app, aMailEvent(await getMailTo(t.db, customer.id), { outcome: "bounced" }))
  t.clock.advance(dayMs)
  expect(await run()).toBe(0)
  await trustAddress(t.app, customer.id)
  expect(await run()).toBe(1)
  expect(await run()).toBe(0)
  const [, again] = await remindersTo(customer)
  expect(again?.text).toContain("Sport")
})

test("a reminder that failed is repeated after the address was confirmed", async () => {
  const { customer } = await aHolder(t.app, { endsAt: inDays(4) })
  await change(customer.id, { email: "fara adresa@exemplu" as EmailAddress })
  await run()
  expect((await getMailTo(t.db, customer.id)).status).toBe("failed")
  await change(customer.id, { email: customer.email })
  await trustAddress(t.app, customer.id)
  expect(await run()).toBe(1)
  expect(await remindersTo(customer)).toHaveLength(1)
})

test("a reminder of unknown outcome that the operator sent again, and that came back, is announced once more", async () => {
  const { customer } = await aHolder(t.app, { endsAt: inDays(4) })
  await t.failMail({ kind: "reset-after-accept", times: 3 })
  await run()
  t.clock.advance(dayMs)
  await deliverOutbox(t.app, budget)
  const { id } = await getMailTo(t.db, customer.id)
  expect(await retryMail(t.app, id)).toEqual({ ok: true, value: "resent" })
  expect(await run()).toBe(0)
  await settleMailEvent(t.app, aMailEvent({ id }, { outcome: "bounced" }))
  await trustAddress(t.app, customer.id)
  expect([await run(), await run()]).toEqual([1, 0])
})

test.for([
  ["trouble with the address", { emailTrouble: "bounced" }, { emailTrouble: null }],
  ["reminders turned off", { remindersEnabled: false }, { remindersEnabled: true }],
] as const)("what was dropped for %s is announced again when that is over", async ([, before, after]) => {
  const { customer } = await aHolder(t.app, { endsAt: inDays(4) })
  await sendExpiryAlerts(t.app, budget)
  await change(customer.id, before)
  await run()
  expect((await getMailTo(t.db, customer.id)).status).toBe("dropped")
  await change(customer.id, after)
  t.clock.advance(dayMs)
  expect(await run()).toBe(1)
  expect(await remindersTo(customer)).toHaveLength(1)
})

test("a reminder that waits while the card goes to another account reaches the new holder alone", async () => {
  const holder = await aHolder(t.app, { endsAt: inDays(4) })
  const next = await aCustomer(t.app)
  await sendExpiryAlerts(t.app, budget)
  await passOn(holder, next)
  await run()
  await run()
  expect(await remindersTo(holder.customer)).toEqual([])
  expect(await remindersTo(next)).toHaveLength(1)
})

test("the next holder of a card gets the reminder that the one before got; the same one gets no second one", async () => {
  const holder = await aHolder(t.app, { endsAt: inDays(4) })
  const next = await aCustomer(t.app)
  await run()
  await passOn(holder, holder.customer)
  expect(await run()).toBe(0)
  await passOn(holder, next)
  expect(await run()).toBe(1)
  expect(await run()).toBe(0)
  expect([await remindersTo(holder.customer), await remindersTo(next)]).toMatchObject([[{}], [{}]])
})

test("a reminder that waits goes to the address, with the price and the button of the moment it is frozen", async () => {
  const [moved, paid] = [
    await aHolder(t.app, { endsAt: inDays(4) }),
    await aHolder(t.app, { endsAt: inDays(4) }),
  ]
  const offer = await anOffer(t.app, { packageId: moved.packageId, priceBani: 4_400 })
  const paidOffer = await anOffer(t.app, { packageId: paid.packageId })
  await sendExpiryAlerts(t.app, budget)
  const email = `nou.${moved.customer.email}` as EmailAddress
  await change(moved.customer.id, { email })
  await t.db.update(offers).set({ priceBani: 4_600 }).where(eq(offers.id, offer.id))
  const ready = { smartcardId: paid.smartcard.id, packageId: paid.packageId, offerId: paidOffer.id }
  await aSubscription(t.app, { ...ready, status: "ready", customerId: paid.customer.id })
  await deliverOutbox(t.app, budget)
  expect(await remindersTo(moved.customer)).toEqual([])
  const [mail] = await remindersTo({ email })
  expect(mail?.text).toContain("Reînnoiește Familia · 46,00 lei")
  expect((await getMailTo(t.db, moved.customer.id)).recipient).toBe(email)
  const [second] = await remindersTo(paid.customer)
  expect(second?.text).toContain("Activează Familia")
  expect(second?.text).not.toContain("Reînnoiește")
})

test("an offer off sale leads to the shortest current one; a reminder for a blocked card has no button", async () => {
  const [gone, blocked] = [
    await aHolder(t.app, { endsAt: inDays(4) }),
    await aHolder(t.app, { endsAt: inDays(4) }),
  ]
  const { packageId, customer, subscription } = gone
  const old = await anOffer(t.app, { packageId, priceBani: 4_400, validUntil: t.app.now() })
  const bought = { offerId: old.id, customerId: customer.id }
  await t.db.update(subscriptions).set(bought).where(eq(subscriptions.id, subscription.id))
  await anOffer(t.app, { packageId, months: 12, priceBani: 47_500 })
  await anOffer(t.app, { packageId, months: 3, priceBani: 12_900 })
  await anOffer(t.app, { packageId: blocked.packageId })
  await t.db.update(smartcards).set({ status: "blocked" }).where(eq(smartcards.id, blocked.smartcard.id))
  await run()
  expect((await remindersTo(customer))[0]?.text).toContain("Reînnoiește Familia · 129,00 lei")
  const [mail] = await remindersTo(blocked.customer)
  expect(mail?.text).not.toMatch(/Reînnoiește|Preț/)
  expect(mail?.text).toContain("Vezi în contul tău")
})
