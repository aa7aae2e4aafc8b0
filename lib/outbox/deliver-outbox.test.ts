import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { customers, outboxBatches, outboxMails } from "@/db/schema"
import type { App } from "@/lib/app"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import { dayMs, hourMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { aCustomer } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { deliverOutbox } from "./deliver-outbox"
import { enqueueMail } from "./enqueue-mail"

const t = useTestApp()
beforeEach(async () => {
  await t.db.delete(outboxMails)
  await t.db.delete(outboxBatches)
})

const deliver = (app = t.app) => deliverOutbox(app, { budgetMs: 60_000 })

let count = 0
async function aSecurityMail(wanted: { expiresAt?: Date } = {}) {
  const { email: recipient, id: customerId } = await aCustomer(t.app)
  count += 1
  const props = { fullName: "Ana Popescu", token: `secret-${count}` }
  const mail = { kind: "activation", props, recipient, customerId, dedupeKey: `mail:${count}` } as const
  await enqueueMail(t.db, { ...mail, expiresAt: wanted.expiresAt }, t.app.now())
  return recipient
}

async function aReminder() {
  const { email: recipient, id: customerId } = await aCustomer(t.app)
  count += 1
  const ending = {
    packageName: "Familia",
    smartcardLabel: "",
    lastFour: "7890",
    lastDay: "2026-11-26" as CivilDate,
  }
  const packages = [
    {
      ...ending,
      subscriptionId: null,
      daysLeft: 3,
      priceBani: 4_400,
      hasReady: false,
      activatePath: null,
      renewPath: null,
    },
  ]
  const props = { fullName: "Ana", packages, unsubscribeToken: null }
  await enqueueMail(
    t.db,
    { kind: "expiry-alert", props, recipient, customerId, dedupeKey: `mail:${count}` },
    t.app.now(),
  )
  return recipient
}

type Recipient = Awaited<ReturnType<typeof aReminder>>
async function storedMailTo(recipient: Recipient) {
  const [mail] = await t.db.select().from(outboxMails).where(eq(outboxMails.recipient, recipient))
  if (!mail) throw new Error("No such mail")
  return mail
}
const mailsTo = async (recipient: string) => (await t.mailbox.to(recipient)).length

test("a mail is sent once, and its secret erased, however many deliver at once", async () => {
  const recipients = await Promise.all(Array.from({ length: 250 }, () => aSecurityMail()))
  const runs = await Promise.all(Array.from({ length: 20 }, () => deliver()))
  expect(runs.reduce((sum, { sent }) => sum + sent, 0)).toBe(250)
  for (const recipient of recipients) expect(await mailsTo(recipient), recipient).toBe(1)
  for (const recipient of recipients.slice(0, 3)) {
    expect(await storedMailTo(recipient)).toMatchObject({
      status: "sent",
      props: null,
      lastError: null,
    })
  }
  expect(await t.db.$count(outboxBatches)).toBe(0)
})

test("one cause is one mail", async () => {
  const { email: recipient } = await aCustomer(t.app)
  const mail = {
    kind: "account-exists",
    props: { fullName: "Ana", asked: "sign-up" },
    recipient,
    dedupeKey: "one cause",
  } as const
  const stored = await Promise.all(Array.from({ length: 20 }, () => enqueueMail(t.db, mail, t.app.now())))
  expect(stored.filter(Boolean)).toHaveLength(1)
})

test("a worker that died after the provider took its batch is repeated under the same key with the same bytes", async () => {
  const recipient = await aSecurityMail()
  await expect(deliver(killedAfterSending(t.app))).rejects.toThrow("killed")
  expect((await storedMailTo(recipient)).status).toBe("frozen")
  expect((await deliver()).sent).toBe(0)
  t.clock.advance(4 * minuteMs)
  expect(await deliver()).toMatchObject({ sent: 1, retried: 1, left: 0 })
  expect(await mailsTo(recipient)).toBe(1)
})

const troubles = [
  "rate-limit",
  "server-error",
  "html-503",
  "reset",
  "concurrent-idempotent-requests",
  "slow",
  "timeout-after-accept",
  "reset-after-accept",
  "bad-json",
] as const

for (const kind of troubles) {
  test(`a provider with ${kind} makes nobody get two and nobody none`, async () => {
    const recipients = [await aSecurityMail(), await aReminder()]
    await t.failMail({ kind, delayMs: 1_500 })
    await deliver()
    t.clock.advance(10 * minuteMs)
    await deliver()
    for (const recipient of recipients) {
      expect(await mailsTo(recipient)).toBe(1)
      expect((await storedMailTo(recipient)).status).toBe("sent")
    }
  })
}

for (const kind of ["daily-quota", "unauthorized"] as const) {
  test(`${kind} ends the run and keeps the work for a later one`, async () => {
    const recipients = [await aSecurityMail(), await aReminder()]
    // Once for each of the two batches that are under way at once.
    await t.failMail({ kind, times: 2 })
    expect(await deliver()).toMatchObject({ sent: 0, left: 2 })
    t.clock.advance(10 * minuteMs)
    expect(await deliver()).toMatchObject({ sent: 2, left: 0 })
    for (const recipient of recipients) expect(await mailsTo(recipient)).toBe(1)
  })
}

test("one address that the provider refuses does not hold up the others", async () => {
  const good = await Promise.all(Array.from({ length: 5 }, () => aSecurityMail()))
  const bad = await aSecurityMail()
  await t.db
    .update(outboxMails)
    .set({ recipient: "fără adresă" as Recipient })
    .where(eq(outboxMails.recipient, bad))
  expect(await deliver()).toMatchObject({ sent: 5, failed: 1, left: 0 })
  for (const recipient of good) expect(await mailsTo(recipient)).toBe(1)
  const refused = await storedMailTo("fără adresă" as Recipient)
  expect(refused).toMatchObject({ status: "failed", props: null })
  expect(refused.lastError).toContain("422")
})

test("what has no known outcome is repeated for 23 hours, then left to people and never sent blindly", async () => {
  const recipient = await aSecurityMail()
  await t.failMail({ kind: "server-error", times: 1_000 })
  await deliver()
  t.clock.advance(23 * hourMs - 1)
  await deliver()
  expect((await storedMailTo(recipient)).status).toBe("frozen")
  t.clock.advance(2 * minuteMs)
  expect((await deliver()).failed).toBe(1)
  expect((await storedMailTo(recipient)).status).toBe("ambiguous")
  t.clock.advance(dayMs)
  expect(await deliver()).toMatchObject({ sent: 0, retried: 0 })
  expect(await mailsTo(recipient)).toBe(0)
})

test("a mail whose link has expired is dropped, one with a moment left is sent", async () => {
  const dead = await aSecurityMail({ expiresAt: t.app.now() })
  const alive = await aSecurityMail({ expiresAt: later(t.app.now(), 1) })
  expect(await deliver()).toMatchObject({ sent: 1, skipped: 1 })
  expect(await mailsTo(dead)).toBe(0)
  expect(await mailsTo(alive)).toBe(1)
  expect(await storedMailTo(dead)).toMatchObject({ status: "dropped", props: null })
})

test("who turned reminders off before the batch was frozen gets none", async () => {
  const [off, on] = [await aReminder(), await aReminder()]
  await t.db.update(customers).set({ remindersEnabled: false }).where(eq(customers.email, off))
  expect(await deliver()).toMatchObject({ sent: 1, skipped: 1 })
  expect([await mailsTo(off), await mailsTo(on)]).toEqual([0, 1])
})

test("a security mail overtakes reminders that wait, also as many failed batches as a run has hands", async () => {
  const reminders = await Promise.all(Array.from({ length: 201 }, aReminder))
  await t.failMail({ kind: "server-error", times: 9 })
  await deliver()
  expect(await t.db.$count(outboxMails, eq(outboxMails.status, "frozen"))).toBe(201)
  const urgent = await aSecurityMail()
  t.clock.advance(10 * minuteMs)
  // Would never end if the security mail waited for any of them.
  expect(await deliver(remindersAfter(t.app, urgent))).toMatchObject({ sent: 202, left: 0 })
  for (const recipient of [urgent, ...reminders]) expect(await mailsTo(recipient)).toBe(1)
})

test("a run ends when its time is up and says what is left", async () => {
  await Promise.all(Array.from({ length: 3 }, aReminder))
  expect(await deliverOutbox(t.app, { budgetMs: 0 })).toMatchObject({ sent: 0, left: 3 })
  expect((await deliver()).left).toBe(0)
})

/** A provider that answers nobody before it has the mail to `urgent`. */
function remindersAfter(app: App, urgent: Recipient): App {
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

function killedAfterSending(app: App): App {
  const send: App["mail"]["send"] = async (...batch) => {
    await app.mail.send(...batch)
    throw new Error("killed")
  }
  return { ...app, mail: { ...app.mail, send } }
}
