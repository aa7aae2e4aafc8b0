import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { expiryAlerts, outboxMails, smartcardLinks, subscriptions } from "@/db/schema"
import { closeAccount } from "@/lib/accounts/close-account"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { aPackage } from "@/tests/support/factories/catalogue"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer, aSession } from "@/tests/support/factories/customers"
import { aHolder } from "@/tests/support/factories/holders"
import { aSubscription } from "@/tests/support/factories/subscriptions"
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
const remindersTo = async ({ customer }: { customer: { email: string } }) => t.mailbox.to(customer.email)

test("a package that ends within five days is announced once, also if the job runs several times", async () => {
  const due = await aHolder(t.app, { endsAt: inDays(4), cardLabel: "TV living" })
  const far = await aHolder(t.app, { endsAt: inDays(7) })
  for (let repeated = 0; repeated < 5; repeated += 1) await run()
  const [mail, ...more] = await remindersTo(due)
  expect(more).toEqual([])
  expect(mail?.text).toContain(`„TV living” (smartcard …${due.smartcard.serial.slice(-4)}`)
  expect(await remindersTo(far)).toEqual([])
})

test("of twenty concurrent runs, one sends the mail to each customer", async () => {
  const holders = await Promise.all(Array.from({ length: 30 }, () => aHolder(t.app, { endsAt: inDays(3) })))
  await Promise.all(Array.from({ length: 20 }, run))
  for (const holder of holders) expect(await remindersTo(holder)).toHaveLength(1)
})

test("packages of a customer that are due in one run share a mail, the soonest first", async () => {
  const holder = await aHolder(t.app, { endsAt: inDays(5), packageName: "Familia" })
  const second = await aSmartcard(t.app)
  await aLink(t.app, { smartcardId: second.id, customerId: holder.customer.id, label: "Casa de la țară" })
  const sport = await aPackage(t.app, { name: "Sport Extra" })
  await aSubscription(t.app, { smartcardId: second.id, packageId: sport.id, endsAt: inDays(1) })
  await run()
  const mails = await remindersTo(holder)
  expect(mails).toHaveLength(1)
  const text = mails[0]?.text ?? ""
  expect(text.indexOf("Sport Extra")).toBeGreaterThan(0)
  expect(text.indexOf("Sport Extra")).toBeLessThan(text.indexOf("Familia"))
})

test("an end that the operator moved is announced again", async () => {
  const holder = await aHolder(t.app, { endsAt: inDays(4) })
  await run()
  t.clock.advance(2 * dayMs)
  await t.db
    .update(subscriptions)
    .set({ endsAt: inDays(5) })
    .where(eq(subscriptions.id, holder.subscription.id))
  await run()
  expect(await remindersTo(holder)).toHaveLength(2)
})

test("after an account is closed, the next holder of its card gets a reminder", async () => {
  const holder = await aHolder(t.app, { endsAt: inDays(4) })
  await run()
  const password = "parola-de-inchis-2026"
  const { id: customerId } = await aCustomer(t.app, { password })
  await t.db.update(smartcardLinks).set({ customerId }).where(eq(smartcardLinks.id, holder.link.id))
  await t.db.update(outboxMails).set({ customerId }).where(eq(outboxMails.customerId, holder.customer.id))
  expect(
    (
      await closeAccount(t.app, {
        customerId,
        sessionId: (await aSession(t.app, { customerId })).id,
        password,
        client: aClient(),
        cancelUnpaidOrders: async () => {},
      })
    ).ok,
  ).toBe(true)
  const next = await aCustomer(t.app)
  await aLink(t.app, { smartcardId: holder.smartcard.id, customerId: next.id })
  expect(await run()).toBe(1)
  expect(await remindersTo({ customer: next })).toHaveLength(1)
})

test("with several pages each customer gets one mail, also one with packages on two pages", async () => {
  const { id: packageId } = await aPackage(t.app, { name: "Familia" })
  const endsAt = (place: number) => new Date(inDays(3).getTime() + place * 1_000)
  const customer = await aCustomer(t.app)
  // The first and the last period are of one customer; between them are two pages of other customers.
  const [first, last] = [await aSmartcard(t.app), await aSmartcard(t.app)]
  for (const [card, place] of [
    [first, 0],
    [last, 3_000],
  ] as const) {
    await aLink(t.app, { smartcardId: card.id, customerId: customer.id })
    await aSubscription(t.app, {
      smartcardId: card.id,
      packageId,
      startsAt: t.app.now(),
      endsAt: endsAt(place),
    })
  }
  await otherHolders({ count: 2_500, packageId, firstEnd: endsAt(1) })
  const before = await t.db.$count(expiryAlerts)
  expect((await sendExpiryAlerts(t.app, budget)).enqueued).toBe(2_501)
  expect(await t.db.$count(expiryAlerts)).toBe(before + 2_502)
  const [mail, ...more] = await t.db.select().from(outboxMails).where(eq(outboxMails.customerId, customer.id))
  expect(more).toEqual([])
  expect(mail?.props).toMatchObject({
    packages: [{ lastFour: first.serial.slice(-4) }, { lastFour: last.serial.slice(-4) }],
  })
  expect((await sendExpiryAlerts(t.app, budget)).enqueued).toBe(0)
  await t.db.delete(outboxMails)
})

/** Customers with one card and one package each; the ends are a second apart. */
async function otherHolders(wanted: { count: number; packageId: string; firstEnd: Date }) {
  const now = sql`${t.app.now().toISOString()}::timestamptz`
  await t.db.execute(sql`
    with holder as materialized (
      select n, gen_random_uuid() as customer, gen_random_uuid() as card from generate_series(1, ${wanted.count}::int) n),
    people as (insert into customers (id, email, password_hash, full_name, phone, terms_version, terms_accepted_at, created_at)
      select customer, 'page-' || n || '@exemplu.ro', 'x', 'Ana Popescu', '+40722123456', '2026-01', ${now}, ${now} from holder),
    cards as (insert into smartcards (id, serial, status, created_at, updated_at)
      select card, 900000000000 + n, 'in_service', ${now}, ${now} from holder),
    links as (insert into smartcard_links (smartcard_id, customer_id, label, linked_at) select card, customer, '', ${now} from holder)
    insert into subscriptions (smartcard_id, package_id, status, starts_at, ends_at, created_at)
    select card, ${wanted.packageId}::uuid, 'active', ${now},
      ${wanted.firstEnd.toISOString()}::timestamptz + n * interval '1 second', ${now} from holder`)
}

test("every announcement refers to its mail", async () => {
  const holder = await aHolder(t.app, { endsAt: inDays(4) })
  await run()
  const [alert] = await t.db
    .select()
    .from(expiryAlerts)
    .where(eq(expiryAlerts.subscriptionId, holder.subscription.id))
  const [mail] = await t.db.select().from(outboxMails).where(eq(outboxMails.customerId, holder.customer.id))
  expect(alert?.mailId).toBe(mail?.id)
})
