import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers, expiryAlerts, outboxMails, smartcardLinks, subscriptions } from "@/db/schema"
import { closeAccount } from "@/lib/accounts/close-account"
import { bucharestInstant, type CivilDate } from "@/lib/domain/time/civil-date"
import { dayMs, hourMs } from "@/lib/domain/time/lifetimes"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { anOffer, aPackage } from "@/tests/support/factories/catalogue"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { sendExpiryAlerts } from "./send-expiry-alerts"

const t = useTestApp()
const budget = { budgetMs: 60_000 }
const inDays = (days: number) => new Date(t.app.now().getTime() + days * dayMs)

/** A customer with one card and one package on it that ends then. */
async function aHolder(
  endsAt: Date,
  wanted: { remindersEnabled?: boolean; label?: string; name?: string } = {},
) {
  const customer = await aCustomer(t.app, { remindersEnabled: wanted.remindersEnabled ?? true })
  const smartcard = await aSmartcard(t.app)
  const link = await aLink(t.app, {
    smartcardId: smartcard.id,
    customerId: customer.id,
    label: wanted.label ?? "",
  })
  const { id: packageId } = await aPackage(t.app, { name: wanted.name ?? "Familia" })
  const startsAt = new Date(endsAt.getTime() - 30 * dayMs)
  const subscription = await aSubscription(t.app, { smartcardId: smartcard.id, packageId, startsAt, endsAt })
  return { customer, smartcard, link, packageId, subscription }
}

async function run() {
  const { enqueued } = await sendExpiryAlerts(t.app, budget)
  await deliverOutbox(t.app, budget)
  return enqueued
}
const remindersTo = async ({ customer }: { customer: { email: string } }) => t.mailbox.to(customer.email)

test("a package that ends within five days is announced once, however often the job runs", async () => {
  const due = await aHolder(inDays(4), { label: "TV living" })
  const far = await aHolder(inDays(7))
  for (let repeated = 0; repeated < 5; repeated += 1) await run()
  const [mail, ...more] = await remindersTo(due)
  expect(more).toEqual([])
  expect(mail?.text).toContain(`„TV living” (smartcard …${due.smartcard.serial.slice(-4)}`)
  expect(await remindersTo(far)).toEqual([])
})

test("twenty runs at once send one mail each", async () => {
  const holders = await Promise.all(Array.from({ length: 30 }, () => aHolder(inDays(3))))
  await Promise.all(Array.from({ length: 20 }, run))
  for (const holder of holders) expect(await remindersTo(holder)).toHaveLength(1)
})

test("all packages of a customer that are due in one run share a mail, the soonest first", async () => {
  const holder = await aHolder(inDays(5), { name: "Familia" })
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

test("a missed day is caught up; after the end nothing is sent", async () => {
  const late = await aHolder(inDays(6))
  const ended = await aHolder(inDays(2))
  t.clock.advance(3 * dayMs)
  await run()
  expect((await remindersTo(late))[0]?.text).toContain("Expiră în 3 zile")
  expect(await remindersTo(ended)).toEqual([])
})

test("a renewed package is not announced; a gap before the renewal is", async () => {
  const renewed = await aHolder(inDays(3))
  const { smartcard, packageId, subscription } = renewed
  const endsAt = subscription.endsAt ?? inDays(3)
  await aSubscription(t.app, { smartcardId: smartcard.id, packageId, startsAt: endsAt, endsAt: inDays(33) })
  const withGap = await aHolder(inDays(3))
  await aSubscription(t.app, {
    smartcardId: withGap.smartcard.id,
    packageId: withGap.packageId,
    startsAt: new Date(endsAt.getTime() + hourMs),
    endsAt: inDays(33),
  })
  await run()
  expect(await remindersTo(renewed)).toEqual([])
  expect(await remindersTo(withGap)).toHaveLength(1)
})

test("a paid package that waits turns the advice into activating it", async () => {
  const holder = await aHolder(inDays(3))
  const { id: offerId } = await anOffer(t.app, { packageId: holder.packageId })
  const waiting = { smartcardId: holder.smartcard.id, packageId: holder.packageId, offerId }
  await aSubscription(t.app, { ...waiting, status: "ready", customerId: holder.customer.id })
  await run()
  expect((await remindersTo(holder))[0]?.text).toContain("Ai deja unul plătit")
})

test("the price is the package's shortest current offer where the subscription was imported", async () => {
  const holder = await aHolder(inDays(3))
  await anOffer(t.app, { packageId: holder.packageId, months: 12, priceBani: 47_500 })
  await anOffer(t.app, { packageId: holder.packageId, months: 1, priceBani: 4_400 })
  await anOffer(t.app, { packageId: holder.packageId, months: 1, priceBani: 100, validUntil: t.app.now() })
  await run()
  expect((await remindersTo(holder))[0]?.text).toContain("44,00 lei")
})

test("the present holder hears of it, not the one before; nobody where nobody holds the card", async () => {
  const before = await aHolder(inDays(4))
  await t.db
    .update(smartcardLinks)
    .set({ unlinkedAt: t.app.now() })
    .where(eq(smartcardLinks.id, before.link.id))
  expect(await remindersTo(before)).toEqual([])
  const now = await aCustomer(t.app)
  await run()
  expect(await remindersTo(before)).toEqual([])
  await aLink(t.app, { smartcardId: before.smartcard.id, customerId: now.id })
  await run()
  expect(await t.mailbox.to(now.email)).toHaveLength(1)
})

test("reminders that are off stay off, and on again still announce", async () => {
  const holder = await aHolder(inDays(4), { remindersEnabled: false })
  await run()
  expect(await remindersTo(holder)).toEqual([])
  await t.db.update(customers).set({ remindersEnabled: true }).where(eq(customers.id, holder.customer.id))
  await run()
  expect(await remindersTo(holder)).toHaveLength(1)
})

test("an end that the operator moved is announced again, for its new day", async () => {
  const holder = await aHolder(inDays(4))
  await run()
  t.clock.advance(2 * dayMs)
  await t.db
    .update(subscriptions)
    .set({ endsAt: inDays(5) })
    .where(eq(subscriptions.id, holder.subscription.id))
  await run()
  expect(await remindersTo(holder)).toHaveLength(2)
})

test("who holds the card after an account was closed is told anew", async () => {
  const holder = await aHolder(inDays(4))
  await run()
  const password = "parola-de-inchis-2026"
  const { id: customerId } = await aCustomer(t.app, { password })
  await t.db.update(smartcardLinks).set({ customerId }).where(eq(smartcardLinks.id, holder.link.id))
  await t.db.update(outboxMails).set({ customerId }).where(eq(outboxMails.customerId, holder.customer.id))
  expect((await closeAccount(t.app, { customerId, password, client: aClient() })).ok).toBe(true)
  const next = await aCustomer(t.app)
  await aLink(t.app, { smartcardId: holder.smartcard.id, customerId: next.id })
  expect(await run()).toBe(1)
  expect(await remindersTo({ customer: next })).toHaveLength(1)
})

test("more than a page is due: each is told once, and a customer of two pages in one mail", async () => {
  const { id: packageId } = await aPackage(t.app, { name: "Familia" })
  const endsAt = (place: number) => new Date(inDays(3).getTime() + place * 1_000)
  const customer = await aCustomer(t.app)
  // Of one customer the first and the last; between them more than two pages of others'.
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

/** Each with a card and one package on it; their ends a second apart. */
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

test("every announcement names the mail that carries it", async () => {
  const holder = await aHolder(inDays(4))
  await run()
  const [alert] = await t.db
    .select()
    .from(expiryAlerts)
    .where(eq(expiryAlerts.subscriptionId, holder.subscription.id))
  const [mail] = await t.db.select().from(outboxMails).where(eq(outboxMails.customerId, holder.customer.id))
  expect(alert?.mailId).toBe(mail?.id)
})

test.each(["2026-10-25", "2027-03-28", "2028-02-29", "2026-12-31"])(
  "called at any hour around %s, the day is right",
  async (day) => {
    for (const hour of [0, 1, 2, 3, 4, 12, 23]) {
      t.clock.set(bucharestInstant(day as CivilDate, hour * hourMs))
      const fiveDaysOn = new Date(bucharestInstant(day as CivilDate).getTime() + 5 * dayMs + 12 * hourMs)
      const sixDaysOn = new Date(fiveDaysOn.getTime() + dayMs)
      const [due, notYet] = [await aHolder(fiveDaysOn), await aHolder(sixDaysOn)]
      await run()
      expect((await remindersTo(due))[0]?.text, `${hour} h`).toContain("Expiră în 5 zile")
      expect(await remindersTo(notYet), `${hour} h`).toEqual([])
    }
  },
)
