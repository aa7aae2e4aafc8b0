import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers } from "@/db/schema"
import { sendExpiryAlerts } from "@/lib/alerts/send-expiry-alerts"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { dayMs, hourMs, minuteMs } from "@/lib/domain/time/lifetimes"
import { aHolder } from "@/tests/support/factories/holders"
import { aMailEvent, getMailTo } from "@/tests/support/outbox"
import { useTestApp } from "@/tests/support/test-app"
import { deliverOutbox } from "./deliver-outbox"
import { retryMail } from "./retry-mail"
import { settleMailEvent } from "./settle-mail-event"

const t = useTestApp()
const budget = { budgetMs: 60_000 }

async function run() {
  const { enqueued } = await sendExpiryAlerts(t.app, budget)
  await deliverOutbox(t.app, budget)
  return enqueued
}

async function aCustomerWithDuePackage() {
  const endsAt = new Date(t.app.now().getTime() + 3 * dayMs)
  return (await aHolder(t.app, { endsAt })).customer
}

test("an ambiguous mail is settled by an event of the provider, or sent again when the operator retries it", async () => {
  const [reported, retried] = [await aCustomerWithDuePackage(), await aCustomerWithDuePackage()]
  await sendExpiryAlerts(t.app, budget)
  await t.failMail({ kind: "server-error", times: 1_000 })
  await deliverOutbox(t.app, budget)
  t.clock.advance(23 * hourMs + minuteMs)
  await deliverOutbox(t.app, budget)
  await t.mendMail()
  const [one, two] = [await getMailTo(t.db, reported.id), await getMailTo(t.db, retried.id)]
  expect([one.status, two.status]).toEqual(["ambiguous", "ambiguous"])
  await settleMailEvent(t.app, aMailEvent(one, { providerId: "re_1" }))
  expect(await getMailTo(t.db, reported.id)).toMatchObject({ status: "sent", providerId: "re_1" })
  expect(await retryMail(t.app, one.id)).toEqual({ ok: false, reason: "not-dead" })
  expect(await retryMail(t.app, two.id)).toEqual({ ok: true, value: "resent" })
  await deliverOutbox(t.app, budget)
  expect((await getMailTo(t.db, retried.id)).status).toBe("sent")
  expect(await t.mailbox.to(retried.email)).toHaveLength(1)
})

test("a mail that does not exist is not found", async () => {
  const unknown = parseId<OutboxMailId>("00000000-0000-0000-0000-000000000000")
  expect(unknown && (await retryMail(t.app, unknown))).toMatchObject({ reason: "not-found" })
})

test("a failed reminder is announced again after the operator retries it", async () => {
  const customer = await aCustomerWithDuePackage()
  await t.db
    .update(customers)
    .set({ email: "fara adresa@exemplu" as never })
    .where(eq(customers.id, customer.id))
  await run()
  const mail = await getMailTo(t.db, customer.id)
  expect(mail.status).toBe("failed")
  await t.db.update(customers).set({ email: customer.email }).where(eq(customers.id, customer.id))
  expect(await run()).toBe(0)
  t.clock.advance(minuteMs)
  expect(await retryMail(t.app, mail.id)).toEqual({ ok: true, value: "announced" })
  expect(await run()).toBe(1)
  expect(await t.mailbox.to(customer.email)).toHaveLength(1)
})
