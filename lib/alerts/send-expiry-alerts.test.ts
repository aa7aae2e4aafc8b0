import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers, expiryAlerts, outboxMails, smartcardLinks, subscriptions } from "@/db/schema"
import { bucharestInstant, type CivilDate } from "@/lib/domain/civil-date"
import { dayMs, hourMs } from "@/lib/domain/lifetimes"
import { deliverOutbox } from "@/lib/mail/deliver-outbox"
import { aCustomer, aLink, anOffer, aPackage, aSmartcard, aSubscription } from "@/tests/support/factories"
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
