import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEvents, customers, mailEvents, outboxBatches, outboxMails } from "@/db/schema"
import { alertsStatus } from "@/lib/alerts/alerts-status"
import { sendExpiryAlerts } from "@/lib/alerts/send-expiry-alerts"
import type { App } from "@/lib/app"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { aHolder } from "@/tests/support/factories/holders"
import { aSecurityMail } from "@/tests/support/factories/mails"
import { aMailEvent, getMailTo, getMailToAddress } from "@/tests/support/outbox"
import { useTestApp } from "@/tests/support/test-app"
import { deliverOutbox } from "./deliver-outbox"
import { settleMailEvent } from "./settle-mail-event"

const t = useTestApp()
const budget = { budgetMs: 60_000 }
const inDays = (days: number) => new Date(t.app.now().getTime() + days * dayMs)

async function run() {
  const { enqueued } = await sendExpiryAlerts(t.app, budget)
  await deliverOutbox(t.app, budget)
  return enqueued
}

/** A customer who got a reminder, and that mail. */
async function aMailedHolder() {
  const holder = await aHolder(t.app, { endsAt: inDays(3) })
  await run()
  return { ...holder, mail: await getMailTo(t.db, holder.customer.id) }
}

const storedCustomer = async (id: CustomerId) =>
  (await t.db.select().from(customers).where(eq(customers.id, id)))[0]

test("a bounce stops reminders to the address until it is corrected; then what bounced is repeated", async () => {
  const { customer, mail } = await aMailedHolder()
  expect(await settleMailEvent(t.app, aMailEvent(mail, { outcome: "bounced" }))).toBe("settled")
  expect((await storedCustomer(customer.id))?.emailTrouble).toBe("bounced")
  t.clock.advance(dayMs)
  expect(await run()).toBe(0)
  expect(await t.mailbox.to(customer.email)).toHaveLength(1)
  const email = `nou.${customer.email}` as EmailAddress
  await t.db.update(customers).set({ email, emailTrouble: null }).where(eq(customers.id, customer.id))
  expect(await run()).toBe(1)
  expect((await t.mailbox.to(email))[0]?.text).toContain("Familia")
})

test("a mail that the provider accepted and did not send is a dead letter, and is announced again", async () => {
  const { customer, mail } = await aMailedHolder()
  const event = aMailEvent(mail, { outcome: "failed", reason: "reached_daily_quota" })
  expect(await settleMailEvent(t.app, event)).toBe("settled")
  const reason = "not sent by the provider: reached_daily_quota"
  expect(await getMailTo(t.db, customer.id)).toMatchObject({ status: "failed", lastError: reason })
  const { dead } = await alertsStatus(t.app)
  expect(dead).toContainEqual(expect.objectContaining({ id: mail.id, lastError: reason }))
  expect((await storedCustomer(customer.id))?.emailTrouble).toBeNull()
  expect(await run()).toBe(1)
  expect(await t.mailbox.to(customer.email)).toHaveLength(2)
})

test("the news that a mail failed may come before the answer to its request", async () => {
  const recipient = await aSecurityMail(t.app)
  const send: App["mail"]["send"] = async (...batch) => {
    const { id } = await getMailToAddress(t.db, recipient)
    await settleMailEvent(t.app, aMailEvent({ id }, { outcome: "failed" }))
    return t.app.mail.send(...batch)
  }
  await deliverOutbox({ ...t.app, mail: { ...t.app.mail, send } }, budget)
  expect((await getMailToAddress(t.db, recipient)).status).toBe("failed")
  expect(await t.db.$count(outboxBatches)).toBe(0)
})

test("an event is applied once, however often and in whichever order events arrive", async () => {
  const { customer, mail } = await aMailedHolder()
  const bounced = aMailEvent(mail, { outcome: "bounced" })
  const answers = await Promise.all(Array.from({ length: 20 }, () => settleMailEvent(t.app, bounced)))
  expect(answers.filter((one) => one === "settled")).toHaveLength(1)
  await settleMailEvent(t.app, aMailEvent(mail, { outcome: "delivered" }))
  expect((await getMailTo(t.db, customer.id)).delivery).toBe("bounced")
  expect(await t.db.$count(mailEvents, eq(mailEvents.mailId, mail.id))).toBe(2)
})

test("a complaint turns reminders off and records an audit event; the address has no trouble", async () => {
  const { customer, mail } = await aMailedHolder()
  await settleMailEvent(t.app, aMailEvent(mail, { outcome: "complained" }))
  expect(await storedCustomer(customer.id)).toMatchObject({ remindersEnabled: false, emailTrouble: null })
  const [event] = await t.db.select().from(auditEvents).where(eq(auditEvents.customerId, customer.id))
  expect(event).toMatchObject({ kind: "preferences-changed", detail: { reminders: false, spam: true } })
})

test("a complaint about a mail that a stranger caused, or at another address, keeps the reminders", async () => {
  const { customer, mail } = await aMailedHolder()
  for (const kind of ["account-exists", "email-change"] as const) {
    await t.db.update(outboxMails).set({ kind }).where(eq(outboxMails.id, mail.id))
    await settleMailEvent(t.app, aMailEvent(mail, { outcome: "complained" }))
  }
  expect(await storedCustomer(customer.id)).toMatchObject({ remindersEnabled: true })
})

test("an event about an old address does not mark the corrected one", async () => {
  const { customer, mail } = await aMailedHolder()
  await t.db
    .update(customers)
    .set({ email: `nou.${customer.email}` as never })
    .where(eq(customers.id, customer.id))
  await settleMailEvent(t.app, aMailEvent(mail, { outcome: "bounced" }))
  expect((await storedCustomer(customer.id))?.emailTrouble).toBeNull()
})

test("events of unknown mails change nothing", async () => {
  for (const mailId of ["", "x", "00000000-0000-0000-0000-000000000000", "' or 1=1"]) {
    expect(await settleMailEvent(t.app, aMailEvent({ id: mailId }, { providerId: "nope" }))).toBe("not-ours")
  }
})
