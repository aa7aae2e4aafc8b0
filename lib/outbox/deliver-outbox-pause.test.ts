import { beforeEach, expect, test } from "vitest"
import { findPause } from "@/db/queries/outbox-pause"
import { outboxBatches, outboxMails } from "@/db/schema"
import { alertsStatus } from "@/lib/alerts/alerts-status"
import type { App } from "@/lib/app"
import { minuteMs, secondMs } from "@/lib/domain/time/lifetimes"
import { checkReadiness } from "@/lib/operations/check-health"
import { aReminder, aSecurityMail } from "@/tests/support/factories/mails"
import { getMailToAddress } from "@/tests/support/outbox"
import { useTestApp } from "@/tests/support/test-app"
import { deliverOutbox } from "./deliver-outbox"

const t = useTestApp()
beforeEach(async () => {
  await t.db.delete(outboxMails)
  await t.db.delete(outboxBatches)
})

/** Delivers and counts the requests. */
async function deliver(from = t.app.mail.context.from) {
  let requests = 0
  const send: App["mail"]["send"] = (...batch) => {
    requests += 1
    return t.app.mail.send(...batch)
  }
  const mail = { ...t.app.mail, send, context: { ...t.app.mail.context, from } }
  const counts = await deliverOutbox({ ...t.app, mail }, { budgetMs: 60_000 })
  return { ...counts, requests }
}
const mailsTo = async (recipient: string) => (await t.mailbox.to(recipient)).length

test("the provider's retry-after is respected in full, by this run and the next ones, also for new mails", async () => {
  const first = await aSecurityMail(t.app)
  await t.failMail({ kind: "rate-limit", retryAfterSeconds: 600 })
  expect(await deliver()).toMatchObject({ sent: 0, requests: 1, left: 1 })
  t.clock.advance(10 * minuteMs - secondMs)
  const second = await aSecurityMail(t.app)
  expect(await deliver()).toMatchObject({ sent: 0, requests: 0, left: 2 })
  t.clock.advance(secondMs)
  expect(await deliver()).toMatchObject({ sent: 2, left: 0 })
  expect([await mailsTo(first), await mailsTo(second)]).toEqual([1, 1])
  expect(await findPause(t.db)).toBeNull()
})

test("a MAIL_FROM that the provider refuses stops the queue: no mail fails, and the operator sees why", async () => {
  const recipients = [await aSecurityMail(t.app), await aReminder(t.app), await aSecurityMail(t.app)]
  const broken = "Focus Sat cont@focussat.example"
  expect(await deliver(broken)).toMatchObject({ sent: 0, failed: 0, left: 3 })
  expect(await deliver(broken)).toMatchObject({ requests: 0 })
  expect(await checkReadiness(t.app)).toMatchObject({ outboxPause: "sender" })
  expect((await alertsStatus(t.app)).pause).toMatchObject({
    cause: "sender",
    reason: expect.stringMatching(/`from`/),
  })
  // Mended: at once, with the new sender, also what was frozen with the old one.
  expect(await deliver()).toMatchObject({ sent: 3, failed: 0, left: 0 })
  for (const recipient of recipients) {
    expect(await mailsTo(recipient)).toBe(1)
    expect(await getMailToAddress(t.db, recipient)).toMatchObject({ status: "sent" })
  }
  expect(await checkReadiness(t.app)).toMatchObject({ outboxPause: null })
})

test("a batch that was never settled counts for the age of the outbox", async () => {
  await aSecurityMail(t.app)
  await t.failMail({ kind: "server-error", times: 3 })
  await deliver()
  t.clock.advance(10 * minuteMs)
  expect(await checkReadiness(t.app)).toMatchObject({ outboxAgeSeconds: 600 })
  await deliver()
  expect(await checkReadiness(t.app)).toMatchObject({ outboxAgeSeconds: 0 })
})
