import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { outboxBatches, outboxMails } from "@/db/schema"
import type { App } from "@/lib/app"
import { dayMs, hourMs, minuteMs } from "@/lib/domain/time/lifetimes"
import { cleanUp } from "@/lib/operations/clean-up"
import { accountHelpers, freshAddress } from "@/tests/support/accounts"
import { aSecurityMail } from "@/tests/support/factories/mails"
import { getMailToAddress } from "@/tests/support/outbox"
import { tablesWith } from "@/tests/support/tables-with"
import { useTestApp } from "@/tests/support/test-app"
import { deliverOutbox } from "./deliver-outbox"

const t = useTestApp()
const { signUp } = accountHelpers(t)
beforeEach(async () => {
  await t.db.delete(outboxMails)
  await t.db.delete(outboxBatches)
})

/** Delivers and counts the requests. */
async function deliver() {
  let requests = 0
  const send: App["mail"]["send"] = (...batch) => {
    requests += 1
    return t.app.mail.send(...batch)
  }
  const counts = await deliverOutbox({ ...t.app, mail: { ...t.app.mail, send } }, { budgetMs: 60_000 })
  return { ...counts, requests }
}
const statusOf = async (recipient: Parameters<typeof getMailToAddress>[1]) =>
  (await getMailToAddress(t.db, recipient)).status
const mailsTo = async (recipient: string) => (await t.mailbox.to(recipient)).length

test("a batch of unknown outcome is sent again for 23 hours; after that it is ambiguous and no request is made", async () => {
  const [inTime, late] = [await aSecurityMail(t.app), await aSecurityMail(t.app)]
  const isOf = eq(outboxMails.recipient, late)
  await t.db.update(outboxMails).set({ lane: "orders", priority: 1 }).where(isOf)
  await t.failMail({ kind: "reset-after-accept", times: 6 })
  await deliver()
  expect([await statusOf(inTime), await statusOf(late)]).toEqual(["frozen", "frozen"])
  t.clock.advance(23 * hourMs - 1)
  expect(await deliver()).toMatchObject({ sent: 2, requests: 2 })
  expect([await mailsTo(inTime), await mailsTo(late)]).toEqual([1, 1])
})

test("after 23 hours of unknown outcome nothing is sent, also by a provider that is well again", async () => {
  const recipient = await aSecurityMail(t.app)
  await t.failMail({ kind: "reset-after-accept", times: 3 })
  await deliver()
  t.clock.advance(23 * hourMs)
  expect(await deliver()).toMatchObject({ sent: 0, failed: 1, requests: 0, left: 0 })
  expect(await statusOf(recipient)).toBe("ambiguous")
  expect(await mailsTo(recipient)).toBe(1)
})

test("an ambiguous mail that asks to confirm an address is erased after 7 days, any other after 90, with its batch", async () => {
  const [address, other] = [freshAddress(), await aSecurityMail(t.app)]
  const isOther = eq(outboxMails.recipient, other)
  await t.db.update(outboxMails).set({ lane: "orders", priority: 1 }).where(isOther)
  await signUp({ email: address })
  await t.failMail({ kind: "reset-after-accept", times: 6 })
  await deliver()
  t.clock.advance(23 * hourMs)
  await deliver()
  expect([await statusOf(address), await statusOf(other)]).toEqual(["ambiguous", "ambiguous"])
  await t.db.update(outboxMails).set({ kind: "password-changed" }).where(isOther)
  await cleanUp(t.app)
  expect(await t.db.$count(outboxBatches)).toBe(2)
  t.clock.advance(7 * dayMs)
  expect(await cleanUp(t.app)).toMatchObject({ ambiguousMails: 1 })
  expect(await tablesWith(t.db, address)).toEqual(["sign_ups"])
  expect(await t.db.$count(outboxBatches)).toBe(1)
  t.clock.advance(90 * dayMs)
  expect(await cleanUp(t.app)).toMatchObject({ ambiguousMails: 1 })
  expect(await t.db.$count(outboxBatches)).toBe(0)
})

test("a batch of a worker that was killed while sending is not sent again after 23 hours", async () => {
  const recipient = await aSecurityMail(t.app)
  const killed: App["mail"]["send"] = async (...batch) => {
    await t.app.mail.send(...batch)
    throw new Error("killed")
  }
  const app = { ...t.app, mail: { ...t.app.mail, send: killed } }
  await expect(deliverOutbox(app, { budgetMs: 60_000 })).rejects.toThrow("killed")
  t.clock.advance(dayMs + 40 * minuteMs)
  expect(await deliver()).toMatchObject({ sent: 0, failed: 1, requests: 0 })
  expect(await statusOf(recipient)).toBe("ambiguous")
})

test("a batch that the provider refused for its quota was not sent, so that it is sent whenever there is one", async () => {
  const recipient = await aSecurityMail(t.app)
  await t.failMail({ kind: "daily-quota" })
  expect(await deliver()).toMatchObject({ sent: 0, requests: 1, left: 1 })
  t.clock.advance(3 * dayMs)
  expect(await deliver()).toMatchObject({ sent: 1, failed: 0 })
  expect(await mailsTo(recipient)).toBe(1)
})

test("a quota after an unknown outcome says nothing of the first request: after 23 hours it is ambiguous", async () => {
  const recipient = await aSecurityMail(t.app)
  await t.failMail({ kind: "reset-after-accept", times: 3 })
  await deliver()
  t.clock.advance(10 * minuteMs)
  await t.failMail({ kind: "daily-quota" })
  expect(await deliver()).toMatchObject({ sent: 0, requests: 1 })
  t.clock.advance(23 * hourMs)
  expect(await deliver()).toMatchObject({ sent: 0, failed: 1, requests: 0 })
  expect(await statusOf(recipient)).toBe("ambiguous")
  expect(await mailsTo(recipient)).toBe(1)
})

test("the 23 hours begin with the request of unknown outcome, not with an earlier refusal", async () => {
  const recipient = await aSecurityMail(t.app)
  await t.failMail({ kind: "daily-quota" })
  await deliver()
  t.clock.advance(2 * dayMs)
  await t.failMail({ kind: "server-error", times: 3 })
  await deliver()
  t.clock.advance(22 * hourMs)
  expect(await deliver()).toMatchObject({ sent: 1 })
  expect(await mailsTo(recipient)).toBe(1)
})
