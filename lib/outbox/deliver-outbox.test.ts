import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { customers, outboxBatches, outboxMails } from "@/db/schema"
import type { App } from "@/lib/app"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { lanePriority } from "@/lib/domain/mail"
import { later, minuteMs } from "@/lib/domain/time/lifetimes"
import { aReminder, aSecurityMail } from "@/tests/support/factories/mails"
import { getMailToAddress } from "@/tests/support/outbox"
import { useTestApp } from "@/tests/support/test-app"
import { deliverOutbox } from "./deliver-outbox"

const t = useTestApp()
beforeEach(async () => {
  await t.db.delete(outboxMails)
  await t.db.delete(outboxBatches)
})

const deliver = (app = t.app) => deliverOutbox(app, { budgetMs: 60_000 })
const mailsTo = async (recipient: string) => (await t.mailbox.to(recipient)).length

test("concurrent runs send each mail once and erase its props", async () => {
  const recipients = await Promise.all(Array.from({ length: 250 }, () => aSecurityMail(t.app)))
  const runs = await Promise.all(Array.from({ length: 20 }, () => deliver()))
  expect(runs.reduce((sum, { sent }) => sum + sent, 0)).toBe(250)
  for (const recipient of recipients) expect(await mailsTo(recipient), recipient).toBe(1)
  for (const recipient of recipients.slice(0, 3)) {
    expect(await getMailToAddress(t.db, recipient)).toMatchObject({
      status: "sent",
      props: null,
      lastError: null,
    })
  }
  expect(await t.db.$count(outboxBatches)).toBe(0)
})

test("a mail whose link has expired is dropped; one that expires a millisecond later is sent", async () => {
  const dead = await aSecurityMail(t.app, { expiresAt: t.app.now() })
  const alive = await aSecurityMail(t.app, { expiresAt: later(t.app.now(), 1) })
  expect(await deliver()).toMatchObject({ sent: 1, skipped: 1 })
  expect(await mailsTo(dead)).toBe(0)
  expect(await mailsTo(alive)).toBe(1)
  expect(await getMailToAddress(t.db, dead)).toMatchObject({ status: "dropped", props: null })
})

test("a customer who turned reminders off before the batch was frozen gets none", async () => {
  const [off, on] = [await aReminder(t.app), await aReminder(t.app)]
  await t.db.update(customers).set({ remindersEnabled: false }).where(eq(customers.email, off))
  expect(await deliver()).toMatchObject({ sent: 1, skipped: 1 })
  expect([await mailsTo(off), await mailsTo(on)]).toEqual([0, 1])
})

test.for(["security", "orders"] as const)(
  "a mail of the lane %s overtakes waiting reminders and failed batches of reminders",
  async (lane) => {
    const reminders = await Promise.all(Array.from({ length: 201 }, () => aReminder(t.app)))
    await t.failMail({ kind: "server-error", times: 9 })
    await deliver()
    expect(await t.db.$count(outboxMails, eq(outboxMails.status, "frozen"))).toBe(201)
    const urgent = await aSecurityMail(t.app)
    const isUrgent = eq(outboxMails.recipient, urgent)
    await t.db.update(outboxMails).set({ lane, priority: lanePriority[lane] }).where(isUrgent)
    t.clock.advance(10 * minuteMs)
    // The run would never end if the urgent mail waited for one of the reminders.
    expect(await deliver(remindersAfter(t.app, urgent))).toMatchObject({ sent: 202, left: 0 })
    for (const recipient of [urgent, ...reminders]) expect(await mailsTo(recipient)).toBe(1)
  },
)

test("a run ends when its time is up and counts the mails that are left", async () => {
  await Promise.all(Array.from({ length: 3 }, () => aReminder(t.app)))
  expect(await deliverOutbox(t.app, { budgetMs: 0 })).toMatchObject({ sent: 0, left: 3 })
  expect((await deliver()).left).toBe(0)
})

/** The provider answers no request before it has the mail to `urgent`. */
function remindersAfter(app: App, urgent: EmailAddress): App {
  let open = () => {}
  const isOpen = new Promise<void>((resolve) => {
    open = resolve
  })
  const send: App["mail"]["send"] = async (mails, key) => {
    if (mails.some(({ to }) => to === urgent)) open()
    await isOpen
    return app.mail.send(mails, key)
  }
  return { ...app, mail: { ...app.mail, send } }
}
