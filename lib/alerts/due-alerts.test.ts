import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers, smartcardLinks } from "@/db/schema"
import { bucharestInstant, type CivilDate } from "@/lib/domain/time/civil-date"
import { dayMs, hourMs } from "@/lib/domain/time/lifetimes"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { aLink } from "@/tests/support/factories/cards"
import { anOffer } from "@/tests/support/factories/catalogue"
import { aCustomer } from "@/tests/support/factories/customers"
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

test("a reminder that was missed is sent later, but not after the end", async () => {
  const late = await aHolder(t.app, { endsAt: inDays(6) })
  const ended = await aHolder(t.app, { endsAt: inDays(2) })
  t.clock.advance(3 * dayMs)
  await run()
  expect((await remindersTo(late))[0]?.text).toContain("Expiră în 3 zile")
  expect(await remindersTo(ended)).toEqual([])
})

test("a renewed package is not announced, unless there is a gap before the renewal", async () => {
  const renewed = await aHolder(t.app, { endsAt: inDays(3) })
  const { smartcard, packageId, subscription } = renewed
  const endsAt = subscription.endsAt ?? inDays(3)
  await aSubscription(t.app, { smartcardId: smartcard.id, packageId, startsAt: endsAt, endsAt: inDays(33) })
  const withGap = await aHolder(t.app, { endsAt: inDays(3) })
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

test("a reminder mentions the paid package that is not activated", async () => {
  const holder = await aHolder(t.app, { endsAt: inDays(3) })
  const { id: offerId } = await anOffer(t.app, { packageId: holder.packageId })
  const waiting = { smartcardId: holder.smartcard.id, packageId: holder.packageId, offerId }
  await aSubscription(t.app, { ...waiting, status: "ready", customerId: holder.customer.id })
  await run()
  expect((await remindersTo(holder))[0]?.text).toContain("Ai deja unul plătit")
})

test("for an imported subscription the price is that of the shortest current offer of the package", async () => {
  const holder = await aHolder(t.app, { endsAt: inDays(3) })
  await anOffer(t.app, { packageId: holder.packageId, months: 12, priceBani: 47_500 })
  await anOffer(t.app, { packageId: holder.packageId, months: 1, priceBani: 4_400 })
  await anOffer(t.app, { packageId: holder.packageId, months: 1, priceBani: 100, validUntil: t.app.now() })
  await run()
  expect((await remindersTo(holder))[0]?.text).toContain("44,00 lei")
})

test("the present holder of the card gets the reminder; without a holder no mail is sent", async () => {
  const before = await aHolder(t.app, { endsAt: inDays(4) })
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

test("no reminder is sent while reminders are off; turned on again, the next run sends it", async () => {
  const holder = await aHolder(t.app, { endsAt: inDays(4), remindersEnabled: false })
  await run()
  expect(await remindersTo(holder)).toEqual([])
  await t.db.update(customers).set({ remindersEnabled: true }).where(eq(customers.id, holder.customer.id))
  await run()
  expect(await remindersTo(holder)).toHaveLength(1)
})

test.each(["2026-10-25", "2027-03-28", "2028-02-29", "2026-12-31"])(
  "a run at any hour around %s counts the days correctly",
  async (day) => {
    for (const hour of [0, 1, 2, 3, 4, 12, 23]) {
      t.clock.set(bucharestInstant(day as CivilDate, hour * hourMs))
      const fiveDaysOn = new Date(bucharestInstant(day as CivilDate).getTime() + 5 * dayMs + 12 * hourMs)
      const sixDaysOn = new Date(fiveDaysOn.getTime() + dayMs)
      const [due, notYet] = [
        await aHolder(t.app, { endsAt: fiveDaysOn }),
        await aHolder(t.app, { endsAt: sixDaysOn }),
      ]
      await run()
      expect((await remindersTo(due))[0]?.text, `${hour} h`).toContain("Expiră în 5 zile")
      expect(await remindersTo(notYet), `${hour} h`).toEqual([])
    }
  },
)
