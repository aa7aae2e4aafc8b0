import { eq } from "drizzle-orm"
import { Webhook } from "standardwebhooks"
import { expect, test } from "vitest"
import { auditEvents, customers, mailEvents, outboxMails } from "@/db/schema"
import { alertsStatus, previewAlerts, retryMail } from "@/lib/alerts/review-alerts"
import { sendExpiryAlerts } from "@/lib/alerts/send-expiry-alerts"
import { remindersOfToken, turnRemindersOffByLink } from "@/lib/alerts/turn-reminders-off"
import { customerOfToken, unsubscribeToken } from "@/lib/alerts/unsubscribe-token"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { dayMs, hourMs, minuteMs } from "@/lib/domain/time/lifetimes"
import { createResendTransport } from "@/lib/mail/resend-transport"
import type { MailEvent } from "@/lib/mail/transport"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { aPackage } from "@/tests/support/factories/catalogue"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { deliverOutbox } from "./deliver-outbox"
import { settleMailEvent } from "./settle-mail-event"

const t = useTestApp()
const budget = { budgetMs: 60_000 }

/** A customer whose card has a package that ends in so many days. */
async function aHolder(days = 3) {
  const customer = await aCustomer(t.app)
  const smartcard = await aSmartcard(t.app)
  await aLink(t.app, { smartcardId: smartcard.id, customerId: customer.id })
  const { id: packageId } = await aPackage(t.app, { name: "Familia" })
  const endsAt = new Date(t.app.now().getTime() + days * dayMs)
  await aSubscription(t.app, { smartcardId: smartcard.id, packageId, endsAt })
  return { ...customer, smartcardId: smartcard.id, packageId, endsAt }
}

async function run() {
  const { enqueued } = await sendExpiryAlerts(t.app, budget)
  await deliverOutbox(t.app, budget)
  return enqueued
}

async function mailOf({ id }: { readonly id: (typeof customers.$inferSelect)["id"] }) {
  const [mail] = await t.db.select().from(outboxMails).where(eq(outboxMails.customerId, id))
  if (!mail) throw new Error("No mail was written")
  return mail
}
const stored = async ({ id }: { readonly id: (typeof customers.$inferSelect)["id"] }) =>
  (await t.db.select().from(customers).where(eq(customers.id, id)))[0]

let events = 0
function anEvent(mail: { readonly id: string }, wanted: Partial<MailEvent> = {}): MailEvent {
  events += 1
  return {
    id: `msg_${events}`,
    type: "email.any",
    providerId: "",
    mailId: mail.id,
    outcome: "delivered",
    ...wanted,
  }
}

test("an address that gives mail back gets no reminder until it is corrected; then the next run reaches it", async () => {
  const holder = await aHolder()
  await run()
  const mail = await mailOf(holder)
  expect(await settleMailEvent(t.app, anEvent(mail, { outcome: "bounced" }))).toBe("settled")
  expect((await stored(holder))?.emailTrouble).toBe("bounced")
  t.clock.advance(dayMs)
  const { packageId, smartcardId } = holder
  const next = { smartcardId, packageId: (await aPackage(t.app)).id }
  await aSubscription(t.app, { ...next, endsAt: new Date(t.app.now().getTime() + 2 * dayMs) })
  expect(packageId).not.toBe(next.packageId)
  expect(await run()).toBe(0)
  await t.db.update(customers).set({ emailTrouble: null }).where(eq(customers.id, holder.id))
  expect(await run()).toBe(1)
})

test("trouble with the address between run and sending keeps the reminder back", async () => {
  const holder = await aHolder()
  await sendExpiryAlerts(t.app, budget)
  await t.db.update(customers).set({ emailTrouble: "bounced" }).where(eq(customers.id, holder.id))
  await deliverOutbox(t.app, budget)
  expect(await mailOf(holder)).toMatchObject({
    status: "dropped",
    lastError: expect.stringMatching(/trouble/),
  })
})

test("an event counts once, whoever repeats it and in whatever order they come", async () => {
  const holder = await aHolder()
  await run()
  const mail = await mailOf(holder)
  const bounced = anEvent(mail, { outcome: "bounced" })
  const answers = await Promise.all(Array.from({ length: 20 }, () => settleMailEvent(t.app, bounced)))
  expect(answers.filter((one) => one === "settled")).toHaveLength(1)
  await settleMailEvent(t.app, anEvent(mail, { outcome: "delivered" }))
  expect((await mailOf(holder)).delivery).toBe("bounced")
  expect(await t.db.$count(mailEvents, eq(mailEvents.mailId, mail.id))).toBe(2)
})

test("a complaint turns reminders off and is written down; the address stays good", async () => {
  const holder = await aHolder()
  await run()
  await settleMailEvent(t.app, anEvent(await mailOf(holder), { outcome: "complained" }))
  expect(await stored(holder)).toMatchObject({ remindersEnabled: false, emailTrouble: null })
  const [event] = await t.db.select().from(auditEvents).where(eq(auditEvents.customerId, holder.id))
  expect(event).toMatchObject({ kind: "preferences-changed", detail: { reminders: false, spam: true } })
})

test("what is told of an address that was corrected meanwhile says nothing of the new one", async () => {
  const holder = await aHolder()
  await run()
  await t.db
    .update(customers)
    .set({ email: `nou.${holder.email}` as never })
    .where(eq(customers.id, holder.id))
  await settleMailEvent(t.app, anEvent(await mailOf(holder), { outcome: "bounced" }))
  expect((await stored(holder))?.emailTrouble).toBeNull()
})

test("events of mails that are not ours change nothing", async () => {
  for (const mailId of ["", "x", "00000000-0000-0000-0000-000000000000", "' or 1=1"]) {
    expect(await settleMailEvent(t.app, anEvent({ id: mailId }, { providerId: "nope" }))).toBe("not-ours")
  }
})

test("a mail of unknown outcome is settled by the provider's word, or sent once more by a person's", async () => {
  const [told, untold] = [await aHolder(), await aHolder()]
  await sendExpiryAlerts(t.app, budget)
  await t.failMail({ kind: "server-error", times: 1_000 })
  await deliverOutbox(t.app, budget)
  t.clock.advance(23 * hourMs + minuteMs)
  await deliverOutbox(t.app, budget)
  await t.mendMail()
  const [one, two] = [await mailOf(told), await mailOf(untold)]
  expect([one.status, two.status]).toEqual(["ambiguous", "ambiguous"])
  await settleMailEvent(t.app, anEvent(one, { providerId: "re_1" }))
  expect(await mailOf(told)).toMatchObject({ status: "sent", providerId: "re_1" })
  expect(await retryMail(t.app, one.id)).toEqual({ ok: false, reason: "not-dead" })
  expect(await retryMail(t.app, two.id)).toEqual({ ok: true, value: "resent" })
  await deliverOutbox(t.app, budget)
  expect((await mailOf(untold)).status).toBe("sent")
  expect(await t.mailbox.to(untold.email)).toHaveLength(1)
  expect(await retryMail(t.app, "00000000-0000-0000-0000-000000000000" as OutboxMailId)).toMatchObject({
    reason: "not-found",
  })
})

test("a reminder that failed is announced anew once a person says so", async () => {
  const holder = await aHolder()
  await t.db
    .update(customers)
    .set({ email: "fara adresa@exemplu" as never })
    .where(eq(customers.id, holder.id))
  await run()
  const mail = await mailOf(holder)
  expect(mail.status).toBe("failed")
  await t.db.update(customers).set({ email: holder.email }).where(eq(customers.id, holder.id))
  expect(await run()).toBe(0)
  t.clock.advance(minuteMs)
  expect(await retryMail(t.app, mail.id)).toEqual({ ok: true, value: "announced" })
  expect(await run()).toBe(1)
  expect(await t.mailbox.to(holder.email)).toHaveLength(1)
})

test("the status counts, and a preview names who would get what and writes nothing", async () => {
  const [due, later] = [await aHolder(2), await aHolder(9)]
  const before = await alertsStatus(t.app)
  expect(before.due).toBeGreaterThanOrEqual(1)
  const listed = async (at: Date) => {
    const found = []
    for await (const one of previewAlerts(t.app, at)) found.push(one)
    return found
  }
  const now = await listed(t.app.now())
  expect(now.find(({ customerId }) => customerId === due.id)?.packages).toMatchObject([
    { packageName: "Familia", daysLeft: 2 },
  ])
  expect(now.some(({ customerId }) => customerId === later.id)).toBe(false)
  const inFiveDays = await listed(new Date(t.app.now().getTime() + 5 * dayMs))
  expect(inFiveDays.find(({ customerId }) => customerId === later.id)?.packages).toMatchObject([
    { daysLeft: 4 },
  ])
  expect((await alertsStatus(t.app)).due).toBe(before.due)
  await run()
  expect(await alertsStatus(t.app)).toMatchObject({ due: 0, waiting: 0, oldestWaiting: null })
})

test("a reminder's link turns reminders off without signing in, and opens nothing else", async () => {
  const holder = await aHolder()
  await run()
  const [mail] = await t.mailbox.to(holder.email)
  const token = unsubscribeToken(t.app, holder.id)
  expect(mail?.headers).toMatchObject({
    "List-Unsubscribe": `<${t.app.mail.context.appUrl}/alerte/dezabonare/${token}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  })
  expect(mail?.text).toContain(`/alerte/dezabonare/${token}`)
  const client = aClient()
  const [who = "", proof = ""] = token.split(".")
  const others = unsubscribeToken(t.app, (await aHolder()).id)
  const forged = [
    "",
    ".",
    who,
    `${who}.`,
    `${who}.${proof.slice(1)}`,
    `${who}.${proof}x`,
    `${others.split(".")[0]}.${proof}`,
    `${who}.${"ă".repeat(22)}`,
    `${token}.${proof}`,
  ]
  for (const one of forged) {
    expect(customerOfToken(t.app, one), one).toBeNull()
    expect(await turnRemindersOffByLink(t.app, { token: one, client })).toEqual({
      ok: false,
      reason: "unknown",
    })
  }
  expect(await remindersOfToken(t.app, token)).toBe("on")
  for (let time = 0; time < 3; time += 1) {
    expect((await turnRemindersOffByLink(t.app, { token, client })).ok).toBe(true)
  }
  expect(await remindersOfToken(t.app, token)).toBe("off")
  expect(await t.db.$count(auditEvents, eq(auditEvents.customerId, holder.id))).toBe(1)
  await t.db.delete(customers).where(eq(customers.id, holder.id))
  expect(await remindersOfToken(t.app, token)).toBe("unknown")
})

test("what was renewed between run and sending is left out of the mail, with the days that are left then", async () => {
  const holder = await aHolder(4)
  const second = await aPackage(t.app, { name: "Sport" })
  const ends = { smartcardId: holder.smartcardId, packageId: second.id, endsAt: holder.endsAt }
  await aSubscription(t.app, ends)
  await sendExpiryAlerts(t.app, budget)
  t.clock.advance(dayMs)
  const renewed = { smartcardId: holder.smartcardId, packageId: holder.packageId, startsAt: holder.endsAt }
  await aSubscription(t.app, { ...renewed, endsAt: new Date(holder.endsAt.getTime() + 30 * dayMs) })
  await deliverOutbox(t.app, budget)
  const [mail] = await t.mailbox.to(holder.email)
  expect(mail?.text).toContain("Sport")
  expect(mail?.text).not.toContain("Familia")
  expect(mail?.text).toContain("Expiră în 3 zile")
})

test("a webhook counts when the provider signed it within minutes, and then says what it means", () => {
  const secret = `whsec_${Buffer.from("a secret of twenty-four b").toString("base64")}`
  const transport = createResendTransport({
    apiKey: "re_x",
    baseUrl: "http://127.0.0.1:1",
    webhookSecret: secret,
  })
  const signedAt = (body: string, at: Date, id = "msg_1") =>
    new Headers({
      "svix-id": id,
      "svix-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "svix-signature": new Webhook(secret).sign(id, at, body),
    })
  const body = (type: string, bounce?: string, tags: unknown = { outbox_mail: "m1" }) =>
    JSON.stringify({ type, data: { email_id: "re_1", tags, ...(bounce && { bounce: { type: bounce } }) } })
  const now = new Date()
  const read = (text: string) => transport.readEvent(text, signedAt(text, now))
  expect(read(body("email.bounced", "Permanent"))).toEqual({
    id: "msg_1",
    type: "email.bounced",
    providerId: "re_1",
    mailId: "m1",
    outcome: "bounced",
  })
  expect(read(body("email.bounced", "Transient"))?.outcome).toBeNull()
  expect(read(body("email.suppressed", undefined, [{ name: "outbox_mail", value: "m2" }]))).toMatchObject({
    mailId: "m2",
    outcome: "suppressed",
  })
  expect(read(body("email.opened"))?.outcome).toBeNull()
  expect(read(`{"type":3}`)).toMatchObject({ outcome: null, mailId: "", providerId: "" })
  const good = body("email.bounced", "Permanent")
  const stale = new Date(now.getTime() - 10 * minuteMs)
  expect(transport.readEvent(good, signedAt(good, stale))).toBeNull()
  expect(transport.readEvent(`${good} `, signedAt(good, now))).toBeNull()
  expect(transport.readEvent(good, new Headers())).toBeNull()
  const deaf = createResendTransport({ apiKey: "re_x", baseUrl: "http://127.0.0.1:1" })
  expect(deaf.readEvent(good, signedAt(good, now))).toBeNull()
})
