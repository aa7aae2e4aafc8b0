import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers, oneTimeTokens, outboxMails, sessions, signUps } from "@/db/schema"
import { hashLinkToken, newLinkToken } from "@/lib/auth/link-token"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { parseEmailAddress } from "@/lib/domain/people/email-address"
import { parseFullName } from "@/lib/domain/people/full-name"
import { parsePhone } from "@/lib/domain/people/phone"
import { dayMs, hourMs, minuteMs } from "@/lib/domain/time/lifetimes"
import { cleanUp } from "@/lib/operations/clean-up"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { aClient, aDevice } from "@/tests/support/factories/clients"
import { aCustomer, aSession } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { activate } from "./activate"
import { authenticate } from "./authenticate"
import { inspectLink } from "./inspect-link"
import { openSession } from "./open-session"
import { register } from "./register"
import { requestPasswordReset } from "./request-password-reset"
import { resendActivation } from "./resend-activation"
import { resetPassword } from "./reset-password"

const t = useTestApp()
const password = "trei cuvinte la întâmplare"

let addresses = 0
function freshAddress(): EmailAddress {
  addresses += 1
  return known(parseEmailAddress(`nou${addresses}@exemplu.ro`))
}

function known<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error("Expected a value")
  return value
}

async function signUp(email = freshAddress(), chosen = password, name = "Ana Popescu") {
  const fullName = known(parseFullName(name))
  const phone = known(parsePhone("0722123456"))
  const form = {
    email,
    password: chosen,
    fullName,
    phone,
    marketing: false,
    campaign: { utm_source: "tv" },
    client: aClient(),
  }
  expect(await register(t.app, form)).toEqual({ ok: true, value: undefined })
  return email
}

/** The secret of the newest link mailed to an address. */
async function mailedToken(address: EmailAddress, path: RegExp): Promise<string> {
  await deliverOutbox(t.app, { budgetMs: 10_000 })
  const mail = known((await t.mailbox.to(address)).findLast(({ text }) => path.test(text)))
  return known(/\/(?:activare|parola-noua)\/([\w-]+)/.exec(mail.text)?.[1])
}

const activationToken = (address: EmailAddress) => mailedToken(address, /\/activare\//)
const resetToken = (address: EmailAddress) => mailedToken(address, /\/parola-noua\//)

async function activated() {
  const email = await signUp()
  const result = await activate(t.app, { token: await activationToken(email), client: aClient() })
  if (!result.ok) throw new Error(result.reason)
  return { email, id: result.value }
}

async function subjectsTo(address: EmailAddress) {
  await deliverOutbox(t.app, { budgetMs: 10_000 })
  return (await t.mailbox.to(address)).map(({ subject }) => subject)
}

test("a sign-up becomes a customer, with its profile and campaign, only when it is confirmed", async () => {
  const email = await signUp()
  expect(await t.db.$count(customers, eq(customers.email, email))).toBe(0)
  const activation = await activate(t.app, { token: await activationToken(email), client: aClient() })
  expect(activation.ok).toBe(true)
  const [customer] = await t.db.select().from(customers).where(eq(customers.email, email))
  expect(customer).toMatchObject({
    fullName: "Ana Popescu",
    phone: "+40722123456",
    campaign: { utm_source: "tv" },
  })
  expect(customer?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test("of fifty who confirm at once exactly one wins", async () => {
  const email = await signUp()
  const token = await activationToken(email)
  const results = await Promise.all(
    Array.from({ length: 50 }, () => activate(t.app, { token: token, client: aClient() })),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await t.db.$count(customers, eq(customers.email, email))).toBe(1)
})

test("of fifty resets with one link exactly one sets its password", async () => {
  const { email } = await activated()
  await requestPasswordReset(t.app, { email, client: aClient() })
  const token = await resetToken(email)
  const passwords = Array.from({ length: 50 }, (_, index) => `altă parolă lungă numărul ${index}`)
  const results = await Promise.all(
    passwords.map((one) => resetPassword(t.app, { token, password: one, client: aDevice() })),
  )
  const winner = passwords[results.findIndex(({ ok }) => ok)]
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await authenticate(t.app, { email, password: known(winner), client: aClient() })).ok).toBe(true)
})

test("looking at a link, however often, uses nothing up", async () => {
  const email = await signUp()
  const token = await activationToken(email)
  const before = await t.db.select().from(oneTimeTokens)
  for (let opened = 0; opened < 20; opened += 1)
    expect(await inspectLink(t.app, "activation", token)).toBe("valid")
  expect(await t.db.select().from(oneTimeTokens)).toEqual(before)
})

test("an activation link lives 48 hours, a reset link 60 minutes, to the millisecond", async () => {
  const { email } = await activated()
  const waiting = await signUp()
  await requestPasswordReset(t.app, { email, client: aClient() })
  const [activation, reset] = [await activationToken(waiting), await resetToken(email)]
  t.clock.advance(60 * minuteMs - 1)
  expect(await inspectLink(t.app, "password-reset", reset)).toBe("valid")
  t.clock.advance(1)
  expect(await inspectLink(t.app, "password-reset", reset)).toBe("expired")
  expect(await resetPassword(t.app, { token: reset, password, client: aDevice() })).toEqual({
    ok: false,
    reason: "link-over",
  })
  t.clock.advance(47 * hourMs - 1)
  expect(await inspectLink(t.app, "activation", activation)).toBe("valid")
  t.clock.advance(1)
  expect(await inspectLink(t.app, "activation", activation)).toBe("expired")
  expect(await activate(t.app, { token: activation, client: aClient() })).toEqual({
    ok: false,
    reason: "link-over",
  })
})

test("asking again makes the older links void, and each says what became of it", async () => {
  const email = await signUp()
  const first = await activationToken(email)
  await resendActivation(t.app, { email, client: aClient() })
  const second = await activationToken(email)
  expect(second).not.toBe(first)
  expect(await inspectLink(t.app, "activation", first)).toBe("void")
  expect((await activate(t.app, { token: second, client: aClient() })).ok).toBe(true)
  expect(await inspectLink(t.app, "activation", second)).toBe("used")
  expect(await inspectLink(t.app, "activation", "nothing of ours")).toBe("unknown")
  expect(await inspectLink(t.app, "activation", newLinkToken())).toBe("unknown")
})

test("a link of one kind opens nothing of the other", async () => {
  const { email } = await activated()
  await requestPasswordReset(t.app, { email, client: aClient() })
  expect(await activate(t.app, { token: await resetToken(email), client: aClient() })).toEqual({
    ok: false,
    reason: "link-over",
  })
})

test("what a stranger prepared on an address is gone once its owner confirms", async () => {
  const email = await signUp(undefined, "parola străinului prudent", "Un Strain")
  await signUp(email, password)
  const activation = await activate(t.app, { token: await activationToken(email), client: aClient() })
  expect(activation.ok).toBe(true)
  expect(await t.db.$count(signUps, eq(signUps.email, email))).toBe(0)
  const theirs = await authenticate(t.app, {
    email,
    password: "parola străinului prudent",
    client: aClient(),
  })
  expect(theirs).toEqual({ ok: false, reason: "wrong" })
  expect((await authenticate(t.app, { email, password, client: aClient() })).ok).toBe(true)
})

test("signing up with a known address changes nothing and tells its owner", async () => {
  const { email } = await activated()
  await signUp(email, "o cu totul altă parolă")
  expect(await t.db.$count(signUps, eq(signUps.email, email))).toBe(0)
  expect(await subjectsTo(email)).toContain("Ai deja cont Focus Sat")
})

test("unknown, wrong and not activated are one answer; the right password of a sign-up mails a new link", async () => {
  const waiting = await signUp()
  const first = await activationToken(waiting)
  const { email } = await activated()
  const attempts = [
    { email: "nimeni@exemplu.ro", password },
    { email, password: "nu este parola ei" },
    { email: waiting, password: "nu este parola ei" },
    { email: waiting, password },
  ]
  for (const attempt of attempts) {
    expect(await authenticate(t.app, { ...attempt, client: aClient() })).toEqual({
      ok: false,
      reason: "wrong",
    })
  }
  expect(await inspectLink(t.app, "activation", first)).toBe("void")
  expect((await activate(t.app, { token: await activationToken(waiting), client: aClient() })).ok).toBe(true)
})

test("an address gets three mails an hour that strangers can cause, and links stay good past that", async () => {
  const email = await signUp()
  t.clock.advance(50 * minuteMs)
  for (let asked = 0; asked < 10; asked += 1) await resendActivation(t.app, { email, client: aClient() })
  expect(await subjectsTo(email)).toHaveLength(3)
  t.clock.advance(59 * minuteMs)
  expect(await resendActivation(t.app, { email, client: aClient() })).toEqual(tooMany(60))
  expect(await subjectsTo(email)).toHaveLength(3)
  expect((await activate(t.app, { token: await activationToken(email), client: aClient() })).ok).toBe(true)
  t.clock.advance(minuteMs)
  await requestPasswordReset(t.app, { email, client: aClient() })
  expect(await subjectsTo(email)).toHaveLength(4)
})

test("a reset ends every session, says so by mail, and cannot be repeated", async () => {
  const { email, id } = await activated()
  await aSession(t.app, { customerId: id })
  await aSession(t.app, { customerId: id })
  await requestPasswordReset(t.app, { email, client: aClient() })
  const token = await resetToken(email)
  expect(
    (await resetPassword(t.app, { token, password: "altă parolă lungă de test", client: aDevice() })).ok,
  ).toBe(true)
  const left = (await t.db.select().from(sessions).where(eq(sessions.customerId, id))).filter(
    (one) => !one.revokedAt,
  )
  expect(left).toEqual([])
  expect(await subjectsTo(email)).toContain("Parola a fost schimbată")
  expect(await resetPassword(t.app, { token, password, client: aDevice() })).toEqual({
    ok: false,
    reason: "link-over",
  })
})

const tooMany = (retryAfterSeconds: number) => ({ ok: false, reason: "too-many", retryAfterSeconds })

test("guesses at one account are limited, also many at once, with growing waits; another place still gets in", async () => {
  const { email } = await activated()
  const here = aClient("203.0.113.9")
  const guess = () => authenticate(t.app, { email, password: "ghicesc o parolă", client: here })
  const guesses = await Promise.all(Array.from({ length: 30 }, guess))
  expect(guesses.filter((one) => !one.ok && one.reason === "wrong")).toHaveLength(5)
  expect(await authenticate(t.app, { email, password, client: here })).toEqual(tooMany(30))
  expect((await authenticate(t.app, { email, password, client: aClient("198.51.100.7") })).ok).toBe(true)
  for (const wait of [30, 60, 120, 240, 480, 900, 900]) {
    expect(await guess()).toEqual(tooMany(wait))
    t.clock.advance(wait * 1_000 - 1)
    expect(await guess()).toEqual(tooMany(1))
    t.clock.advance(1)
    expect(await guess()).toEqual({ ok: false, reason: "wrong" })
  }
  t.clock.advance(dayMs)
  expect((await authenticate(t.app, { email, password, client: here })).ok).toBe(true)
})

test("one IPv6 household is one place", async () => {
  const { email } = await activated()
  const guesses = Array.from({ length: 20 }, (_, host) =>
    authenticate(t.app, { email, password: "ghicesc o parolă", client: aClient(`2001:db8:1:2::${host}`) }),
  )
  expect((await Promise.all(guesses)).filter((one) => !one.ok && one.reason === "wrong")).toHaveLength(5)
})

test("one place that tries one password at many accounts is limited, also when it signs in to its own in between", async () => {
  const own = await activated()
  const from = aClient("192.0.2.1")
  let tried = 0
  for (let round = 0; round < 80; round += 1) {
    await authenticate(t.app, { email: own.email, password, client: from })
    const guess = await authenticate(t.app, { email: `tinta${round}@exemplu.ro`, password, client: from })
    if (!guess.ok && guess.reason === "wrong") tried += 1
  }
  expect(tried).toBe(50)
})

test("strangers everywhere cannot keep the owner out: not of a browser they used, not after a reset", async () => {
  const { email, id } = await activated()
  const home = aDevice("198.51.100.8")
  await openSession(t.app, { customerId: id, keyHash: new Uint8Array(32), client: home })
  for (let place = 0; place < 110; place += 1) {
    const client = aClient(`203.0.113.${place}`)
    await authenticate(t.app, { email, password: "ghicesc o parolă", client })
  }
  const fresh = aDevice("198.51.100.9")
  expect(await authenticate(t.app, { email, password, client: fresh })).toMatchObject({ reason: "too-many" })
  expect((await authenticate(t.app, { email, password, client: home })).ok).toBe(true)
  await requestPasswordReset(t.app, { email, client: fresh })
  const token = await resetToken(email)
  expect(
    (await resetPassword(t.app, { token, password: "altă parolă lungă de test", client: fresh })).ok,
  ).toBe(true)
  const again = await authenticate(t.app, { email, password: "altă parolă lungă de test", client: fresh })
  expect(again.ok).toBe(true)
})

test("a browser that was copied is limited too", async () => {
  const { email, id } = await activated()
  const stolen = aDevice()
  await openSession(t.app, { customerId: id, keyHash: new Uint8Array(32).fill(1), client: stolen })
  const guesses = Array.from({ length: 30 }, () =>
    authenticate(t.app, { email, password: "ghicesc o parolă", client: stolen }),
  )
  expect((await Promise.all(guesses)).filter((one) => !one.ok && one.reason === "wrong")).toHaveLength(10)
})

test("a byte past the 72nd of a password matters, and a letter typed in two ways does not", async () => {
  const long = `${"ăîșțâ ".repeat(12)}unu`
  const email = await signUp(undefined, long)
  await activate(t.app, { token: await activationToken(email), client: aClient() })
  expect((await authenticate(t.app, { email, password: long.normalize("NFD"), client: aClient() })).ok).toBe(
    true,
  )
  const other = `${long.slice(0, -3)}doi`
  expect(await authenticate(t.app, { email, password: other, client: aClient() })).toEqual({
    ok: false,
    reason: "wrong",
  })
})

test("only hashes of links and no password are stored, and nothing of a secret once a mail is sent", async () => {
  const email = await signUp()
  const token = await activationToken(email)
  const rows = JSON.stringify([
    await t.db.select().from(oneTimeTokens),
    await t.db.select().from(outboxMails).where(eq(outboxMails.recipient, email)),
    await t.db.select().from(signUps).where(eq(signUps.email, email)),
  ])
  expect(rows).not.toContain(token)
  expect(rows).not.toContain(password)
})

test("sign-ups that nobody confirmed are erased after 30 days, with the links to them", async () => {
  const email = await signUp()
  const token = await activationToken(email)
  t.clock.advance(30 * dayMs)
  await cleanUp(t.app)
  expect(await t.db.$count(signUps, eq(signUps.email, email))).toBe(1)
  t.clock.advance(1)
  expect((await cleanUp(t.app))["signUps"]).toBeGreaterThan(0)
  expect(await t.db.$count(signUps, eq(signUps.email, email))).toBe(0)
  expect(await inspectLink(t.app, "activation", token)).toBe("expired")
})

test("the database refuses a second use even of a row that code forgot to check", async () => {
  const customer = await aCustomer(t.app)
  const tokenHash = hashLinkToken(newLinkToken())
  const now = t.app.now()
  const row = {
    kind: "password-reset",
    tokenHash,
    customerId: customer.id,
    createdAt: now,
    expiresAt: now,
  } as const
  await t.db.insert(oneTimeTokens).values(row)
  await expect(t.db.insert(oneTimeTokens).values(row)).rejects.toThrow()
  await expect(t.db.update(oneTimeTokens).set({ usedAt: now, voidedAt: now })).rejects.toThrow()
})
