import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers, signUps } from "@/db/schema"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { hourMs } from "@/lib/domain/time/lifetimes"
import { accountHelpers, password } from "@/tests/support/accounts"
import { aBrowser, aClient } from "@/tests/support/factories/clients"
import { anActivationLink } from "@/tests/support/factories/one-time-links"
import { useTestApp } from "@/tests/support/test-app"
import { activate } from "./activate"
import { authenticate } from "./authenticate"
import { inspectActivation } from "./inspect-activation"
import { rejectSignUp } from "./reject-sign-up"

const t = useTestApp()
const { browser, signUp, activationToken, mailsTo } = accountHelpers(t)

test("a sign-up becomes a customer, with its profile and campaign, only when it is confirmed", async () => {
  const email = await signUp()
  expect(await t.db.$count(customers, eq(customers.email, email))).toBe(0)
  const activation = await activate(t.app, { token: await activationToken(email), client: browser })
  expect(activation.ok).toBe(true)
  const [customer] = await t.db.select().from(customers).where(eq(customers.email, email))
  expect(customer).toMatchObject({
    fullName: "Ana Popescu",
    phone: "+40722123456",
    campaign: { utm_source: "tv" },
  })
  expect(customer?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test("of fifty confirmations at once exactly one succeeds", async () => {
  const email = await signUp()
  const token = await activationToken(email)
  const results = await Promise.all(
    Array.from({ length: 50 }, () => activate(t.app, { token: token, client: browser })),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await t.db.$count(customers, eq(customers.email, email))).toBe(1)
})

test("when the owner confirms a sign-up, sign-ups by strangers on the same address are erased", async () => {
  const stranger = { chosen: "parola străinului prudent", name: "Un Strain", from: aBrowser() }
  const email = await signUp(stranger)
  await signUp({ email })
  const token = await activationToken(email)
  await signUp({ ...stranger, email, from: aBrowser() })
  const theirs = await activationToken(email)
  expect((await activate(t.app, { token, client: browser })).ok).toBe(true)
  expect(await customerOf(email)).toMatchObject({ fullName: "Ana Popescu" })
  expect(await t.db.$count(signUps, eq(signUps.email, email))).toBe(0)
  expect((await inspectActivation(t.app, { token: theirs, client: aClient() })).state).toBe("gone")
  expect(await activate(t.app, { token: theirs, client: aClient(), chosen })).toEqual({
    ok: false,
    reason: "link-over",
  })
  const theirSignIn = { email, password: stranger.chosen, client: aClient() }
  expect(await authenticate(t.app, theirSignIn)).toEqual({ ok: false, reason: "wrong" })
  expect((await authenticate(t.app, { email, password, client: aClient() })).ok).toBe(true)
})

test("outside the browser that signed up the password and the consents are those of the person who confirms", async () => {
  const email = await signUp({ chosen: "parola străinului prudent", marketing: true, from: aBrowser() })
  const token = await activationToken(email)
  const refused = (reason: string) => ({ ok: false, reason })
  for (const client of [browser, aClient(), aBrowser()]) {
    expect(await activate(t.app, { token, client })).toEqual(refused("not-this-browser"))
  }
  const choose = (password: string) =>
    activate(t.app, { token, client: browser, chosen: { password, marketing: false } })
  expect(await choose("AnaPopescu2026")).toEqual(refused("about-you"))
  t.clock.advance(hourMs)
  expect((await choose(chosen.password)).ok).toBe(true)
  expect(await customerOf(email)).toMatchObject({ marketingConsentAt: null, termsAcceptedAt: t.app.now() })
  const signIn = (password: string) => authenticate(t.app, { email, password, client: aClient() })
  expect((await signIn("parola străinului prudent")).ok).toBe(false)
  expect((await signIn(chosen.password)).ok).toBe(true)
})

test("after strangers used up the mails of my address, their link confirms my sign-up in my browser, with a password", async () => {
  const email = await signUp({ name: "Un Strain", from: aBrowser() })
  for (let at = 0; at < 2; at += 1) await signUp({ email, name: "Un Strain", from: aBrowser() })
  await signUp({ email })
  expect(await mailsTo(email)).toHaveLength(3)
  const token = await activationToken(email)
  const elsewhere = await inspectActivation(t.app, { token, client: aBrowser() })
  expect(elsewhere).toMatchObject({ signUp: { fullName: "Un Strain", isOwn: false } })
  const link = await inspectActivation(t.app, { token, client: browser })
  expect(link).toMatchObject({ signUp: { fullName: "Ana Popescu", isOwn: false } })
  // Never in one click: the browser may be a shared one, in which a stranger signed up on the address.
  expect(await activate(t.app, { token, client: browser })).toEqual({ ok: false, reason: "not-this-browser" })
  expect((await activate(t.app, { token, client: browser, chosen })).ok).toBe(true)
  expect(await customerOf(email)).toMatchObject({ fullName: "Ana Popescu", phone: "+40722123456" })
})

test("a page whose sign-up was refused in another tab confirms no other one", async () => {
  const email = await signUp({ name: "Un Strain", from: aBrowser() })
  const first = await activationToken(email)
  await signUp({ email, name: "Alt Strain", from: aBrowser() })
  const second = await activationToken(email)
  await signUp({ email, name: "Alt Strain", from: aBrowser() })
  await signUp({ email })
  const shown = async (token: string) => {
    const link = await inspectActivation(t.app, { token, client: browser })
    if (link.state !== "valid") throw new Error(link.state)
    return link.signUp
  }
  const mine = await shown(first)
  expect(await shown(second)).toMatchObject({ id: mine.id, fullName: "Ana Popescu" })
  expect(await rejectSignUp(t.app, { token: second, client: browser })).toBe(true)
  const confirm = (seen: typeof mine.id) =>
    activate(t.app, { token: first, client: browser, chosen: { ...chosen, seen } })
  expect(await confirm(mine.id)).toEqual({ ok: false, reason: "changed" })
  expect(await t.db.$count(customers, eq(customers.email, email))).toBe(0)
  // The page shows what is left, and asks again.
  const left = await shown(first)
  expect(left.fullName).toBe("Un Strain")
  expect((await confirm(left.id)).ok).toBe(true)
})

test("a stranger who signs up again in one browser voids no link when no new one is mailed", async () => {
  const theirs = aBrowser()
  const email = await signUp({ name: "Un Strain", from: theirs })
  for (let at = 0; at < 3; at += 1) await signUp({ email, name: "Un Strain", from: theirs })
  const token = await activationToken(email)
  expect((await inspectActivation(t.app, { token, client: browser })).state).toBe("valid")
})

test("a sign-up from before browsers had keys is confirmed with a password", async () => {
  const { token, email } = await anActivationLink(t.app)
  expect((await activate(t.app, { token, client: aBrowser() })).ok).toBe(false)
  expect((await activate(t.app, { token, client: aBrowser(), chosen })).ok).toBe(true)
  expect((await authenticate(t.app, { email, password: chosen.password, client: aClient() })).ok).toBe(true)
})

test("the browser that signs up again on an address replaces its own sign-up, and no other one", async () => {
  const email = await signUp({ name: "Un Strain", from: aBrowser() })
  const theirs = await activationToken(email)
  await signUp({ email, name: "Ana Popesc", chosen: "o parolă greșită de tot" })
  const older = await activationToken(email)
  await signUp({ email })
  const newer = await activationToken(email)
  const states = [theirs, older, newer].map((token) => inspectActivation(t.app, { token, client: browser }))
  expect((await Promise.all(states)).map(({ state }) => state)).toEqual(["valid", "void", "valid"])
  expect((await activate(t.app, { token: newer, client: browser })).ok).toBe(true)
  expect(await customerOf(email)).toMatchObject({ fullName: "Ana Popescu" })
  expect((await authenticate(t.app, { email, password, client: aClient() })).ok).toBe(true)
})

test("of two sign-ups of one address that are confirmed at once, while the browser signs up again, one becomes the customer", async () => {
  for (let round = 0; round < 10; round += 1) {
    const email = await signUp({ from: aBrowser(), name: "Un Strain" })
    const theirs = await activationToken(email)
    await signUp({ email })
    const mine = await activationToken(email)
    const results = await Promise.all([
      ...Array.from({ length: 10 }, () => activate(t.app, { token: mine, client: browser })),
      signUp({ email }),
      ...Array.from({ length: 10 }, () => activate(t.app, { token: theirs, client: aClient(), chosen })),
    ])
    expect(results.filter((one) => typeof one === "object" && one.ok)).toHaveLength(1)
    expect(await t.db.$count(customers, eq(customers.email, email))).toBe(1)
    expect(await t.db.$count(signUps, eq(signUps.email, email))).toBe(0)
  }
})

const chosen = { password: "aleasă pe pagina linkului", marketing: false }

async function customerOf(email: EmailAddress) {
  return (await t.db.select().from(customers).where(eq(customers.email, email)))[0]
}
