import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers } from "@/db/schema"
import { sendExpiryAlerts } from "@/lib/alerts/send-expiry-alerts"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { aPackage } from "@/tests/support/factories/catalogue"
import { aHolder } from "@/tests/support/factories/holders"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { getMailTo } from "@/tests/support/outbox"
import { useTestApp } from "@/tests/support/test-app"
import { deliverOutbox } from "./deliver-outbox"

const t = useTestApp()
const budget = { budgetMs: 60_000 }
const inDays = (days: number) => new Date(t.app.now().getTime() + days * dayMs)

test("trouble with the address after the reminder was stored drops it", async () => {
  const { customer } = await aHolder(t.app, { endsAt: inDays(3) })
  await sendExpiryAlerts(t.app, budget)
  await t.db.update(customers).set({ emailTrouble: "bounced" }).where(eq(customers.id, customer.id))
  await deliverOutbox(t.app, budget)
  expect(await getMailTo(t.db, customer.id)).toMatchObject({
    status: "dropped",
    lastError: expect.stringMatching(/trouble/),
  })
})

test("a package renewed after the reminder was stored is left out, and the days are counted when it is sent", async () => {
  const endsAt = inDays(4)
  const { customer, smartcard, packageId } = await aHolder(t.app, { endsAt })
  const second = await aPackage(t.app, { name: "Sport" })
  await aSubscription(t.app, { smartcardId: smartcard.id, packageId: second.id, endsAt })
  await sendExpiryAlerts(t.app, budget)
  t.clock.advance(dayMs)
  const renewed = { smartcardId: smartcard.id, packageId, startsAt: endsAt }
  await aSubscription(t.app, { ...renewed, endsAt: new Date(endsAt.getTime() + 30 * dayMs) })
  await deliverOutbox(t.app, budget)
  const [mail] = await t.mailbox.to(customer.email)
  expect(mail?.text).toContain("Sport")
  expect(mail?.text).not.toContain("Familia")
  expect(mail?.text).toContain("Expiră în 3 zile")
})
