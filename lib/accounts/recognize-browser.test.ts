import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { knownDevices, oneTimeTokens } from "@/db/schema"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { minuteMs, signInLinkLifetimeMinutes } from "@/lib/domain/time/lifetimes"
import { accountHelpers, freshAddress, password } from "@/tests/support/accounts"
import { aClient, aDevice } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { authenticate } from "./authenticate"
import { inspectLink } from "./inspect-link"
import { inspectSignInLink } from "./inspect-sign-in-link"
import { recognizeBrowser } from "./recognize-browser"
import { requestPasswordReset } from "./request-password-reset"
import { requestSignInLink } from "./request-sign-in-link"
import { resetPassword } from "./reset-password"

const t = useTestApp()
const { mailsTo, resetToken, signInToken } = accountHelpers(t)

async function guessUntilRefused(email: EmailAddress) {
  for (let guess = 0; guess < 10; guess += 1)
    await authenticate(t.app, { email, password: "ghicesc o parolă", client: aClient() })
}

test("a link by mail lets the owner in from a new browser after strangers used up the tries", async () => {
  const { email } = await aCustomer(t.app, { password })
  await guessUntilRefused(email)
  const [browser, other] = [aDevice(), aDevice()]
  const signIn = (client = browser) => authenticate(t.app, { email, password, client })
  expect(await signIn()).toMatchObject({ reason: "too-many" })
  await requestSignInLink(t.app, email)
  const token = await signInToken(email)
  expect((await inspectSignInLink(t.app, token)).state).toBe("valid")
  expect(await recognizeBrowser(t.app, { token, client: browser })).toMatchObject({ ok: true })
  // The link alone opens nothing, and no other browser.
  expect(await authenticate(t.app, { email, password: "greșită", client: browser })).toMatchObject({
    reason: "wrong",
  })
  expect((await signIn()).ok).toBe(true)
  expect(await signIn(other)).toMatchObject({ reason: "too-many" })
})

test("of fifty uses of one link at once exactly one wins, and one browser is remembered", async () => {
  const { id, email } = await aCustomer(t.app)
  await requestSignInLink(t.app, email)
  const token = await signInToken(email)
  const uses = Array.from({ length: 50 }, () => recognizeBrowser(t.app, { token, client: aDevice() }))
  expect((await Promise.all(uses)).filter(({ ok }) => ok)).toHaveLength(1)
  expect(await t.db.$count(knownDevices, eq(knownDevices.customerId, id))).toBe(1)
})

test("strangers cause one link every 20 minutes; it lives 40, and using it voids the others", async () => {
  const { email } = await aCustomer(t.app)
  const ask = () => Promise.all(Array.from({ length: 10 }, () => requestSignInLink(t.app, email)))
  await ask()
  const first = await signInToken(email)
  t.clock.advance(20 * minuteMs)
  await ask()
  const second = await signInToken(email)
  expect(await mailsTo(email)).toHaveLength(2)
  const state = async (token: string) => (await inspectSignInLink(t.app, token)).state
  expect([await state(first), await state(second)]).toEqual(["valid", "valid"])
  expect((await recognizeBrowser(t.app, { token: second, client: aDevice() })).ok).toBe(true)
  expect([await state(first), await state(second)]).toEqual(["void", "used"])
  // The owner may want to sign in from a second browser: the next link is mailed at once.
  await requestSignInLink(t.app, email)
  const third = await signInToken(email)
  t.clock.advance(signInLinkLifetimeMinutes * minuteMs - 1)
  expect(await state(third)).toBe("valid")
  t.clock.advance(1)
  expect(await state(third)).toBe("expired")
})

test("reset and sign-in link have budgets of their own; a reset voids sign-in links, not the other way round", async () => {
  const { email } = await aCustomer(t.app)
  await requestSignInLink(t.app, email)
  await requestPasswordReset(t.app, email)
  const [link, reset] = [await signInToken(email), await resetToken(email)]
  expect((await recognizeBrowser(t.app, { token: reset, client: aDevice() })).ok).toBe(false)
  expect(await inspectLink(t.app, "password-reset", link)).toBe("unknown")
  await recognizeBrowser(t.app, { token: link, client: aDevice() })
  expect(await inspectLink(t.app, "password-reset", reset)).toBe("valid")
  await requestSignInLink(t.app, email)
  const newer = await signInToken(email)
  expect((await resetPassword(t.app, { token: reset, password, client: aDevice() })).ok).toBe(true)
  expect((await inspectSignInLink(t.app, newer)).state).toBe("void")
})

test("an unknown address gets nothing, and opening a link changes no row", async () => {
  await requestSignInLink(t.app, freshAddress())
  const { email } = await aCustomer(t.app)
  await requestSignInLink(t.app, email)
  const token = await signInToken(email)
  const before = await t.db.select().from(oneTimeTokens)
  for (let opened = 0; opened < 20; opened += 1) await inspectSignInLink(t.app, token)
  expect(await t.db.select().from(oneTimeTokens)).toEqual(before)
})
