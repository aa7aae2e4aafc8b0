import { eq, sql } from "drizzle-orm"
import { beforeEach, expect, test, vi } from "vitest"
import { invoicePdfs, invoices, outboxMails } from "@/db/schema"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { dayMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { log } from "@/lib/runtime/log"
import { aReminder, aSecurityMail } from "@/tests/support/factories/mails"
import { createShop } from "@/tests/support/factories/orders"
import { issueInLaterLayout } from "@/tests/support/later-layout"
import { getMailToAddress } from "@/tests/support/outbox"
import { useTestApp } from "@/tests/support/test-app"
import { deliverOutbox } from "./deliver-outbox"

const t = useTestApp()
const { paid } = createShop(t)
beforeEach(async () => {
  await t.db.delete(outboxMails)
})

const deliver = () => deliverOutbox(t.app, { budgetMs: 60_000 })
const mailsTo = async (recipient: string) => (await t.mailbox.to(recipient)).length
const setKind = (recipient: EmailAddress, kind: string) =>
  t.db.update(outboxMails).set({ kind }).where(eq(outboxMails.recipient, recipient))
const laterKind = "of-a-later-version"

test("a mail of a kind of a later version waits for that version, and is never lost meanwhile", async () => {
  const recipient = await aSecurityMail(t.app)
  await setKind(recipient, laterKind)
  expect(await deliver()).toMatchObject({ sent: 0, failed: 0, left: 1 })
  expect(await getMailToAddress(t.db, recipient)).toMatchObject({ status: "waiting", lastError: null })
  // The version that knows the kind comes to it.
  await setKind(recipient, "activation")
  t.clock.advance(5 * minuteMs)
  expect(await deliver()).toMatchObject({ sent: 1, left: 0 })
  expect(await mailsTo(recipient)).toBe(1)
})

test("more such mails than a batch holds keep no other mail waiting", async () => {
  const unknown = await Promise.all(Array.from({ length: 101 }, () => aSecurityMail(t.app)))
  await t.db.update(outboxMails).set({ kind: laterKind })
  const known = [await aSecurityMail(t.app), await aReminder(t.app)]
  expect(await deliver()).toMatchObject({ sent: 2, failed: 0, left: 101 })
  for (const recipient of known) expect(await mailsTo(recipient)).toBe(1)
  for (const recipient of unknown.slice(0, 2)) expect(await mailsTo(recipient)).toBe(0)
})

test("a process says once in five minutes that mails wait for a later version", async () => {
  const warn = vi.spyOn(log, "warn").mockImplementation(() => {})
  await setKind(await aSecurityMail(t.app), laterKind)
  await setKind(await aSecurityMail(t.app), laterKind)
  await deliver()
  await deliver()
  const said = { mails: 2, kinds: [laterKind] }
  expect(warn.mock.calls).toEqual([[said, "mails wait for a later version"]])
  t.clock.advance(5 * minuteMs)
  await deliver()
  expect(warn).toHaveBeenCalledTimes(2)
})

test("after seven days it is given up, and with its link before", async () => {
  const end = later(t.app.now(), dayMs)
  const [withLink, without] = [await aSecurityMail(t.app, { expiresAt: end }), await aSecurityMail(t.app)]
  await t.db.update(outboxMails).set({ kind: laterKind })
  t.clock.advance(dayMs)
  expect(await deliver()).toMatchObject({ skipped: 1, failed: 0, left: 1 })
  expect(await getMailToAddress(t.db, withLink)).toMatchObject({ status: "dropped" })
  t.clock.advance(6 * dayMs)
  expect(await deliver()).toMatchObject({ failed: 1, left: 0 })
  expect(await getMailToAddress(t.db, without)).toMatchObject({
    status: "failed",
    lastError: "only a later version can write it",
    props: null,
  })
})

test("a contract whose texts a later version has is not replaced by the texts of this one", async () => {
  const { email } = await paid()
  const setTerms = (version: string) =>
    t.db
      .update(outboxMails)
      .set({ props: sql`jsonb_set(props, '{contract,versions,terms}', ${JSON.stringify(version)}::jsonb)` })
      .where(eq(outboxMails.kind, "order-paid"))
  const [stored] = await t.db.select().from(outboxMails).where(eq(outboxMails.kind, "order-paid"))
  const { contract } = (stored?.props ?? {}) as { contract: { versions: { terms: string } } }
  await setTerms("2099-01-01")
  await deliver()
  expect(await paidMails(email)).toHaveLength(0)
  await setTerms(contract.versions.terms)
  t.clock.advance(5 * minuteMs)
  await deliver()
  expect(await paidMails(email)).toHaveLength(1)
})

test("an invoice in a layout of a later version waits for its PDF, which any version sends once it is kept", async () => {
  const { email, orderId } = await paid()
  await issueInLaterLayout(t.ownerUrl)
  await deliver()
  expect(await paidMails(email)).toHaveLength(0)
  const [invoice] = await t.db.select({ id: invoices.id }).from(invoices).where(eq(invoices.orderId, orderId))
  if (!invoice) throw new Error("The order has no invoice")
  await t.db
    .insert(invoicePdfs)
    .values({ invoiceId: invoice.id, pdf: Buffer.from("%PDF"), madeAt: t.app.now() })
  t.clock.advance(5 * minuteMs)
  await deliver()
  expect((await paidMails(email)).flatMap(({ attachments }) => attachments)).toHaveLength(1)
})

const paidMails = async (email: string) =>
  (await t.mailbox.to(email)).filter(({ text }) => text.includes("Formular de retragere"))
