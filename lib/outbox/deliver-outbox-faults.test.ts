import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { outboxBatches, outboxMails } from "@/db/schema"
import type { App } from "@/lib/app"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { minuteMs } from "@/lib/domain/time/lifetimes"
import { aReminder, aSecurityMail } from "@/tests/support/factories/mails"
import { getMailToAddress } from "@/tests/support/outbox"
import { useTestApp } from "@/tests/support/test-app"
import { deliverOutbox } from "./deliver-outbox"

const t = useTestApp()
beforeEach(async () => {
  await t.db.delete(outboxMails)
  await t.db.delete(outboxBatches)
})

// The column takes any text; the provider rejects this one.
const invalidAddress = "fără adresă" as EmailAddress
const deliver = (app = t.app) => deliverOutbox(app, { budgetMs: 60_000 })
const mailsTo = async (recipient: string) => (await t.mailbox.to(recipient)).length

test("a batch of a killed worker is sent again with the same key and bytes, so that its mails arrive once", async () => {
  const recipient = await aSecurityMail(t.app)
  await expect(deliver(killedAfterSending(t.app))).rejects.toThrow("killed")
  expect((await getMailToAddress(t.db, recipient)).status).toBe("frozen")
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
  test(`with the fault ${kind} at the provider, each mail arrives once`, async () => {
    const recipients = [await aSecurityMail(t.app), await aReminder(t.app)]
    await t.failMail({ kind, delayMs: 1_500 })
    await deliver()
    t.clock.advance(10 * minuteMs)
    await deliver()
    for (const recipient of recipients) {
      expect(await mailsTo(recipient)).toBe(1)
      expect((await getMailToAddress(t.db, recipient)).status).toBe("sent")
    }
  })
}

for (const kind of ["daily-quota", "unauthorized"] as const) {
  test(`the answer ${kind} ends the run; a later run sends the mails`, async () => {
    const recipients = [await aSecurityMail(t.app), await aReminder(t.app)]
    // At most once for each of the two batches, which are sent concurrently.
    await t.failMail({ kind, times: 2 })
    expect(await deliver()).toMatchObject({ sent: 0, left: 2 })
    await t.mendMail()
    t.clock.advance(10 * minuteMs)
    expect(await deliver()).toMatchObject({ sent: 2, left: 0 })
    for (const recipient of recipients) expect(await mailsTo(recipient)).toBe(1)
  })
}

test("one address that the provider rejects does not stop the other mails", async () => {
  const good = await Promise.all(Array.from({ length: 5 }, () => aSecurityMail(t.app)))
  const bad = await aSecurityMail(t.app)
  await t.db.update(outboxMails).set({ recipient: invalidAddress }).where(eq(outboxMails.recipient, bad))
  expect(await deliver()).toMatchObject({ sent: 5, failed: 1, left: 0 })
  for (const recipient of good) expect(await mailsTo(recipient)).toBe(1)
  const refused = await getMailToAddress(t.db, invalidAddress)
  expect(refused).toMatchObject({ status: "failed", props: null })
  expect(refused.lastError).toContain("422")
})

function killedAfterSending(app: App): App {
  const send: App["mail"]["send"] = async (...batch) => {
    await app.mail.send(...batch)
    throw new Error("killed")
  }
  return { ...app, mail: { ...app.mail, send } }
}
