import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers } from "@/db/schema"
import { sendExpiryAlerts } from "@/lib/alerts/send-expiry-alerts"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { dayMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { accountHelpers, freshAddress, password } from "@/tests/support/accounts"
import { aLink } from "@/tests/support/factories/cards"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { confirmEmailChange } from "./confirm-email-change"
import { exportAccount } from "./export-account"
import { inspectEmailChange } from "./inspect-email-change"
import { requestEmailChange } from "./request-email-change"

const t = useTestApp()
const { mailsTo, emailChangeToken, renewing, signedIn } = accountHelpers(t)

test("an address changes only when the signed-in customer confirms the link from the new mailbox", async () => {
  const { customer, session } = await signedIn()
  const { session: strangers } = await signedIn()
  const newEmail = freshAddress()
  const request = { ...(await renewing(session)), password, newEmail }
  expect((await requestEmailChange(t.app, request)).ok).toBe(true)
  const token = await emailChangeToken(newEmail)
  const stored = async () =>
    (await t.db.select().from(customers).where(eq(customers.id, customer.id)))[0]?.email
  expect(await stored()).toBe(customer.email)
  const theirs = { ...(await renewing(strangers)), token }
  expect(await confirmEmailChange(t.app, theirs)).toEqual({ ok: false, reason: "link-over" })
  expect((await inspectEmailChange(t.app, theirs)).state).toBe("unknown")

  const own = await renewing(session)
  const confirmations = Array.from({ length: 50 }, () => confirmEmailChange(t.app, { ...own, token }))
  expect((await Promise.all(confirmations)).filter(({ ok }) => ok)).toHaveLength(1)
  expect(await stored()).toBe(newEmail)
  const notices = (await mailsTo(customer.email)).map(({ subject }) => subject)
  expect(notices).toEqual(["S-a cerut schimbarea adresei de e-mail", "Adresa de e-mail a fost schimbată"])
  expect((await inspectEmailChange(t.app, { customerId: customer.id, token })).state).toBe("used")
})

test("an address that has an account is not taken over, whether the account came before or after the request", async () => {
  const { customer, session } = await signedIn()
  const { customer: holder } = await signedIn()
  const ask = async (newEmail: EmailAddress) =>
    requestEmailChange(t.app, { ...(await renewing(session)), password, newEmail })
  expect((await ask(holder.email)).ok).toBe(true)
  expect((await mailsTo(holder.email)).map(({ subject }) => subject)).toEqual(["Ai deja cont Focus Sat"])

  const wanted = freshAddress()
  await ask(wanted)
  const token = await emailChangeToken(wanted)
  await aCustomer(t.app, { email: wanted })
  expect(await confirmEmailChange(t.app, { ...(await renewing(session)), token })).toEqual({
    ok: false,
    reason: "taken",
  })
  const [unchanged] = await t.db.select().from(customers).where(eq(customers.id, customer.id))
  expect(unchanged?.email).toBe(customer.email)
})

test("a reminder that failed at the old address is announced again at the new one, once", async () => {
  const { customer, session } = await signedIn()
  const link = await aLink(t.app, { customerId: customer.id })
  const endsAt = later(t.app.now(), 4 * dayMs)
  const runs = { smartcardId: link.smartcardId, customerId: customer.id, endsAt }
  await aSubscription(t.app, { ...runs, startsAt: later(t.app.now(), -26 * dayMs), status: "active" })
  const unusable = "fara adresa@exemplu" as EmailAddress
  await t.db.update(customers).set({ email: unusable }).where(eq(customers.id, customer.id))
  const remind = async () => {
    const { enqueued } = await sendExpiryAlerts(t.app, { budgetMs: 60_000 })
    await deliverOutbox(t.app, { budgetMs: 60_000 })
    return enqueued
  }
  expect(await remind()).toBe(1)
  expect(await remind()).toBe(0)
  const newEmail = freshAddress()
  await requestEmailChange(t.app, { ...(await renewing(session)), password, newEmail })
  const token = await emailChangeToken(newEmail)
  expect(await confirmEmailChange(t.app, { ...(await renewing(session)), token })).toMatchObject({ ok: true })
  expect([await remind(), await remind()]).toEqual([1, 0])
  expect((await t.mailbox.to(newEmail)).some(({ headers }) => "List-Unsubscribe" in headers)).toBe(true)
})

test("the customer who asks cannot tell an address with an account from a free one", async () => {
  const seenAfter = async (asked: EmailAddress) => {
    const { customer, session } = await signedIn()
    const ask = async (newEmail: EmailAddress) =>
      requestEmailChange(t.app, { ...(await renewing(session)), password, newEmail })
    const mine = freshAddress()
    await ask(mine)
    const token = await emailChangeToken(mine)
    const answer = await ask(asked)
    const exported = await exportAccount(t.app, { customerId: customer.id, client: aClient("203.0.113.9") })
    return {
      answer,
      earlierLink: (await inspectEmailChange(t.app, { customerId: customer.id, token })).state,
      mails: exported.ok ? exported.value.mails.map(({ kind }) => kind) : exported.reason,
    }
  }
  const held = await seenAfter((await signedIn()).customer.email)
  expect(held).toEqual(await seenAfter(freshAddress()))
  expect(held.earlierLink).not.toBe("valid")
})

test("of two customers who confirm one new address at once, one gets it and the other gets `taken`", async () => {
  const [one, two] = [await signedIn(), await signedIn()]
  const newEmail = freshAddress()
  const links: Parameters<typeof confirmEmailChange>[1][] = []
  for (const { session } of [one, two]) {
    await requestEmailChange(t.app, { ...(await renewing(session)), password, newEmail })
    links.push({ ...(await renewing(session)), token: await emailChangeToken(newEmail) })
  }
  const results = await Promise.all(links.map((link) => confirmEmailChange(t.app, link)))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results).toContainEqual({ ok: false, reason: "taken" })
})

test("the link to a new address lives 60 minutes, and a newer one makes it void", async () => {
  const { customer, session } = await signedIn()
  const newEmail = freshAddress()
  const ask = async () => requestEmailChange(t.app, { ...(await renewing(session)), password, newEmail })
  await ask()
  const first = await emailChangeToken(newEmail)
  await ask()
  const second = await emailChangeToken(newEmail)
  const state = async (token: string) =>
    (await inspectEmailChange(t.app, { customerId: customer.id, token })).state
  expect(await state(first)).toBe("void")
  t.clock.advance(60 * minuteMs - 1)
  expect(await state(second)).toBe("valid")
  t.clock.advance(1)
  expect(await state(second)).toBe("expired")
})
