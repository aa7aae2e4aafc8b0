import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEvents, customers, oneTimeTokens, outboxMails, sessions, smartcardLinks } from "@/db/schema"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { parseEmailAddress } from "@/lib/domain/people/email-address"
import { dayMs, minuteMs } from "@/lib/domain/time/lifetimes"
import { cleanUp } from "@/lib/operations/clean-up"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { aLink } from "@/tests/support/factories/cards"
import { aClient, aDevice } from "@/tests/support/factories/clients"
import { aCustomer, aSession } from "@/tests/support/factories/customers"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { accountSettings } from "./account-settings"
import { authenticate } from "./authenticate"
import { changePassword } from "./change-password"
import { closeAccount } from "./close-account"
import { confirmEmailChange, inspectEmailChange } from "./confirm-email-change"
import { endOneSession, endOtherSessions } from "./end-sessions"
import { exportAccount } from "./export-account"
import { openSession } from "./open-session"
import { requestEmailChange } from "./request-email-change"
import { requestPasswordReset } from "./request-password-reset"
import { updatePreferences } from "./update-preferences"

const t = useTestApp()
const password = "trei cuvinte la întâmplare"
const client = aClient("203.0.113.77")

let addresses = 0
function freshAddress(): EmailAddress {
  addresses += 1
  const address = parseEmailAddress(`adresa.noua${addresses}@exemplu.ro`)
  if (!address) throw new Error("Not an address")
  return address
}

async function signedIn() {
  const customer = await aCustomer(t.app, { password })
  const session = await aSession(t.app, { customerId: customer.id })
  return { customer, session }
}

async function mailsTo(address: string) {
  await deliverOutbox(t.app, { budgetMs: 10_000 })
  return t.mailbox.to(address)
}

async function emailLink(address: EmailAddress): Promise<string> {
  const mail = (await mailsTo(address)).findLast(({ text }) => text.includes("/cont/email/"))
  const token = /\/cont\/email\/([\w-]+)/.exec(mail?.text ?? "")?.[1]
  if (!token) throw new Error(`No link was mailed to ${address}`)
  return token
}

const liveSessions = (customerId: typeof customers.$inferSelect.id) =>
  t.db.$count(sessions, and(eq(sessions.customerId, customerId), isNull(sessions.revokedAt)))

test("a changed password ends every other session and open link, and is told by mail", async () => {
  const { customer, session } = await signedIn()
  await aSession(t.app, { customerId: customer.id })
  await requestPasswordReset(t.app, { email: customer.email, client })
  const change = { customerId: customer.id, sessionId: session.id, currentPassword: password, client }
  expect(await changePassword(t.app, { ...change, newPassword: "altă parolă lungă de test" })).toMatchObject({
    ok: true,
  })
  expect(await liveSessions(customer.id)).toBe(1)
  const open = and(eq(oneTimeTokens.customerId, customer.id), isNull(oneTimeTokens.voidedAt))
  expect(await t.db.$count(oneTimeTokens, open)).toBe(0)
  expect((await mailsTo(customer.email)).map(({ subject }) => subject)).toContain("Parola a fost schimbată")
  const { email } = customer
  expect((await authenticate(t.app, { email, password, client })).ok).toBe(false)
  const next = { email, password: "altă parolă lungă de test", client }
  expect((await authenticate(t.app, next)).ok).toBe(true)
})

test("an open session is not enough: the current password is asked for, and guessing it is limited", async () => {
  const { customer, session } = await signedIn()
  const change = {
    customerId: customer.id,
    sessionId: session.id,
    newPassword: "altă parolă lungă de test",
    client,
  }
  const guesses = await Promise.all(
    Array.from({ length: 12 }, () =>
      changePassword(t.app, { ...change, currentPassword: "ghicesc o parolă" }),
    ),
  )
  expect(guesses.filter((one) => !one.ok && one.reason === "wrong-password")).toHaveLength(5)
  expect(await changePassword(t.app, { ...change, currentPassword: password })).toMatchObject({
    reason: "too-many",
  })
  expect(await closeAccount(t.app, { customerId: customer.id, password, client })).toMatchObject({
    ok: false,
  })
  t.clock.advance(30_000)
  expect((await changePassword(t.app, { ...change, currentPassword: password })).ok).toBe(true)
})

test("a new password made of the customer's own name or address is refused", async () => {
  const { customer, session } = await signedIn()
  const change = { customerId: customer.id, sessionId: session.id, currentPassword: password, client }
  expect(await changePassword(t.app, { ...change, newPassword: "AnaPopescu2026" })).toEqual({
    ok: false,
    reason: "about-you",
  })
})

test("an address changes only when its owner, signed in, confirms the link in the new mailbox", async () => {
  const { customer } = await signedIn()
  const { customer: stranger } = await signedIn()
  const newEmail = freshAddress()
  const request = { customerId: customer.id, password, newEmail, client }
  expect((await requestEmailChange(t.app, request)).ok).toBe(true)
  const token = await emailLink(newEmail)
  const stored = async () =>
    (await t.db.select().from(customers).where(eq(customers.id, customer.id)))[0]?.email
  expect(await stored()).toBe(customer.email)
  const theirs = { customerId: stranger.id, token, client }
  expect(await confirmEmailChange(t.app, theirs)).toEqual({ ok: false, reason: "link-over" })
  expect((await inspectEmailChange(t.app, theirs)).state).toBe("unknown")

  const confirmations = Array.from({ length: 50 }, () =>
    confirmEmailChange(t.app, { customerId: customer.id, token, client }),
  )
  expect((await Promise.all(confirmations)).filter(({ ok }) => ok)).toHaveLength(1)
  expect(await stored()).toBe(newEmail)
  const notices = (await mailsTo(customer.email)).map(({ subject }) => subject)
  expect(notices).toEqual(["S-a cerut schimbarea adresei de e-mail", "Adresa de e-mail a fost schimbată"])
  expect((await inspectEmailChange(t.app, { customerId: customer.id, token })).state).toBe("used")
})

test("an address that has an account is never taken over, whenever its holder came", async () => {
  const { customer } = await signedIn()
  const { customer: holder } = await signedIn()
  const ask = (newEmail: EmailAddress) =>
    requestEmailChange(t.app, { customerId: customer.id, password, newEmail, client })
  expect((await ask(holder.email)).ok).toBe(true)
  expect((await mailsTo(holder.email)).map(({ subject }) => subject)).toEqual(["Ai deja cont Focus Sat"])

  const wanted = freshAddress()
  await ask(wanted)
  const token = await emailLink(wanted)
  await aCustomer(t.app, { email: wanted })
  expect(await confirmEmailChange(t.app, { customerId: customer.id, token, client })).toEqual({
    ok: false,
    reason: "taken",
  })
  const [unchanged] = await t.db.select().from(customers).where(eq(customers.id, customer.id))
  expect(unchanged?.email).toBe(customer.email)
})

test("of two who confirm one new address at once, one gets it and the other is told", async () => {
  const [one, two] = [await signedIn(), await signedIn()]
  const newEmail = freshAddress()
  const links: { customerId: typeof one.customer.id; token: string }[] = []
  for (const { customer } of [one, two]) {
    await requestEmailChange(t.app, { customerId: customer.id, password, newEmail, client })
    links.push({ customerId: customer.id, token: await emailLink(newEmail) })
  }
  const results = await Promise.all(links.map((link) => confirmEmailChange(t.app, { ...link, client })))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results).toContainEqual({ ok: false, reason: "taken" })
})

test("the link to a new address lives 60 minutes, and a newer one makes it void", async () => {
  const { customer } = await signedIn()
  const newEmail = freshAddress()
  const ask = () => requestEmailChange(t.app, { customerId: customer.id, password, newEmail, client })
  await ask()
  const first = await emailLink(newEmail)
  await ask()
  const second = await emailLink(newEmail)
  const state = async (token: string) =>
    (await inspectEmailChange(t.app, { customerId: customer.id, token })).state
  expect(await state(first)).toBe("void")
  t.clock.advance(60 * minuteMs - 1)
  expect(await state(second)).toBe("valid")
  t.clock.advance(1)
  expect(await state(second)).toBe("expired")
})

test("closing erases the customer, frees the cards, and keeps an audit trail that leads to nobody", async () => {
  const { customer } = await signedIn()
  const link = await aLink(t.app, { customerId: customer.id })
  await aSubscription(t.app, { smartcardId: link.smartcardId, customerId: customer.id, status: "active" })
  expect(await closeAccount(t.app, { customerId: customer.id, password, client })).toMatchObject({ ok: true })
  expect(await t.db.$count(customers, eq(customers.id, customer.id))).toBe(0)
  expect(await t.db.$count(sessions, eq(sessions.customerId, customer.id))).toBe(0)
  const held = and(eq(smartcardLinks.smartcardId, link.smartcardId), isNull(smartcardLinks.unlinkedAt))
  expect(await t.db.$count(smartcardLinks, held)).toBe(0)
  expect((await mailsTo(customer.email)).map(({ subject }) => subject)).toEqual([
    "Contul tău Focus Sat a fost închis",
  ])
  const trail = await t.db.select().from(auditEvents).where(eq(auditEvents.customerId, customer.id))
  expect(trail.map(({ kind }) => kind)).toEqual(["account-closed"])
  expect(JSON.stringify(trail)).not.toContain(customer.email)
  await t.db.delete(outboxMails).where(eq(outboxMails.recipient, customer.email))
  await aCustomer(t.app, { email: customer.email })
})

test("an account with something paid and not activated does not close, and the screen can say what", async () => {
  const { customer } = await signedIn()
  const link = await aLink(t.app, { customerId: customer.id })
  await aSubscription(t.app, { smartcardId: link.smartcardId, customerId: customer.id, status: "ready" })
  expect(await closeAccount(t.app, { customerId: customer.id, password, client })).toEqual({
    ok: false,
    reason: "has-ready",
    packageNames: ["Familia"],
  })
  expect(await t.db.$count(customers, eq(customers.id, customer.id))).toBe(1)
})

test("a sign-in from a browser never seen is told by mail; the first one and a known one are not", async () => {
  const customer = await aCustomer(t.app, { password })
  const [home, phone] = [aDevice("198.51.100.1"), aDevice("203.0.113.200")]
  let key = 0
  const open = (from: typeof home) => {
    key += 1
    const keyHash = new Uint8Array(32).fill(key)
    return openSession(t.app, { customerId: customer.id, keyHash, client: from })
  }
  await open(home)
  await open(home)
  expect(await mailsTo(customer.email)).toEqual([])
  await open(phone)
  await open(phone)
  const [mail, ...more] = await mailsTo(customer.email)
  expect(more).toEqual([])
  expect(mail?.subject).toBe("Cineva a intrat în contul tău de pe un dispozitiv nou")
  expect(mail?.text).toContain("Chrome pe Linux")
  expect(mail?.text).toContain("203.0.113.0")
  expect(mail?.text).not.toContain("203.0.113.200")
})

test("sessions are listed with this browser first, and ended one by one or all others at once", async () => {
  const { customer, session } = await signedIn()
  const other = await aSession(t.app, { customerId: customer.id })
  await aSession(t.app, { customerId: customer.id })
  const stranger = await aSession(t.app)
  const own = { customerId: customer.id, sessionId: session.id }
  const listed = await accountSettings(t.app, own)
  expect(listed.sessions).toHaveLength(3)
  expect(listed.sessions[0]).toMatchObject({ id: session.id, isCurrent: true })

  expect(await endOneSession(t.app, { ...own, sessionId: stranger.id, client })).toBe(false)
  expect(await liveSessions(stranger.customerId)).toBe(1)
  expect(await endOneSession(t.app, { ...own, sessionId: other.id, client })).toBe(true)
  expect(await liveSessions(customer.id)).toBe(2)
  await endOtherSessions(t.app, { ...own, client })
  expect((await accountSettings(t.app, own)).sessions.map(({ id }) => id)).toEqual([session.id])
})

test("a consent keeps the time at which it was given until it is taken back", async () => {
  const { customer } = await signedIn()
  const set = async (marketing: boolean, reminders: boolean) => {
    await updatePreferences(t.app, { customerId: customer.id, marketing, reminders, client })
    const [row] = await t.db.select().from(customers).where(eq(customers.id, customer.id))
    return row
  }
  const given = t.app.now()
  expect(await set(true, false)).toMatchObject({ marketingConsentAt: given, remindersEnabled: false })
  t.clock.advance(dayMs)
  expect(await set(true, true)).toMatchObject({ marketingConsentAt: given, remindersEnabled: true })
  expect(await set(false, true)).toMatchObject({ marketingConsentAt: null })
})

test("the export holds everything about the customer, nothing about others, and no secret", async () => {
  const { customer, session } = await signedIn()
  const link = await aLink(t.app, { customerId: customer.id, label: "TV living" })
  await aSubscription(t.app, { smartcardId: link.smartcardId })
  const theirs = await aLink(t.app, { label: "al altcuiva" })
  await aSubscription(t.app, { smartcardId: theirs.smartcardId })
  await requestPasswordReset(t.app, { email: customer.email, client })
  const exported = await exportAccount(t.app, { customerId: customer.id, client })
  if (!exported.ok) throw new Error(exported.reason)
  expect(exported.value).toMatchObject({
    customer: { email: customer.email, phone: customer.phone },
    smartcards: [{ label: "TV living" }],
    subscriptions: [{ packageName: "Familia" }],
    sessions: [{ id: session.id }],
    mails: [{ kind: "password-reset" }],
    events: [{ kind: "data-exported" }],
  })
  const text = JSON.stringify(exported)
  expect(text).not.toContain(customer.passwordHash)
  expect(text).not.toContain("al altcuiva")
  expect(text).not.toMatch(/hash|token|props/i)
})

test("what is written down names no address, no full IP and no secret, and is erased after a year", async () => {
  const { customer } = await signedIn()
  await t.db.delete(auditEvents)
  await authenticate(t.app, { email: customer.email, password: "greșită dar secretă", client })
  await authenticate(t.app, { email: "nimeni.aici@exemplu.ro", password: "greșită dar secretă", client })
  const written = JSON.stringify(await t.db.select().from(auditEvents))
  expect(written).toContain("sign-in-failed")
  for (const secret of [customer.email, "nimeni.aici", "greșită", "203.0.113.77"]) {
    expect(written).not.toContain(secret)
  }
  t.clock.advance(365 * dayMs)
  await cleanUp(t.app)
  expect(await t.db.$count(auditEvents)).toBeGreaterThan(0)
  t.clock.advance(1)
  await cleanUp(t.app)
  expect(await t.db.$count(auditEvents)).toBe(0)
})
