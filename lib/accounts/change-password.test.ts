import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { findKnownDevice, rememberDevice } from "@/db/queries/known-devices"
import { findSession } from "@/db/queries/sessions"
import { oneTimeTokens, sessions } from "@/db/schema"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import { accountHelpers, password } from "@/tests/support/accounts"
import { aClient, aDevice } from "@/tests/support/factories/clients"
import { aRenewal, aSession } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { authenticate } from "./authenticate"
import { changePassword } from "./change-password"
import { closeAccount } from "./close-account"
import { requestPasswordReset } from "./request-password-reset"

const t = useTestApp()
const { mailsTo, renewing, signedIn } = accountHelpers(t)

const client = aClient("203.0.113.77")
const isKnown = async (email: EmailAddress, keyHash: Uint8Array) =>
  (await findKnownDevice(t.db, email, [keyHash])) !== null
const liveSessions = (customerId: CustomerId) =>
  t.db.$count(sessions, and(eq(sessions.customerId, customerId), isNull(sessions.revokedAt)))

test("a changed password ends every other session and open link, and mails the customer", async () => {
  const { customer, session } = await signedIn()
  await aSession(t.app, { customerId: customer.id })
  await requestPasswordReset(t.app, customer.email)
  const change = { ...(await renewing(session)), currentPassword: password }
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

test("a copied cookie is dead after the change, and so is a request with it that was under way", async () => {
  const { customer, session } = await signedIn()
  const mine = { ...(await renewing(session)), client: aDevice() }
  await rememberDevice(t.db, { customerId: customer.id, keyHash: mine.client.deviceHash }, t.app.now())
  const change = { currentPassword: password, newPassword: "altă parolă lungă de test" }
  expect((await changePassword(t.app, { ...mine, ...change })).ok).toBe(true)
  expect(await findSession(t.db, session.keyHash, t.app.now())).toBeNull()
  expect((await findSession(t.db, mine.renewal.keyHash, t.app.now()))?.id).toBe(customer.id)
  expect(await isKnown(customer.email, mine.client.deviceHash)).toBe(false)
  expect(await isKnown(customer.email, mine.renewal.deviceHash)).toBe(true)
  const late = { ...mine, renewal: aRenewal(session) }
  const again = { currentPassword: change.newPassword, newPassword: "a treia parolă lungă" }
  expect(await changePassword(t.app, { ...late, ...again })).toEqual({ ok: false, reason: "session-over" })
  expect(
    (await authenticate(t.app, { email: customer.email, password: change.newPassword, client })).ok,
  ).toBe(true)
})

test("a change needs the current password, and guessing it is limited", async () => {
  const { customer, session } = await signedIn()
  const change = { ...(await renewing(session)), newPassword: "altă parolă lungă de test" }
  const guesses = await Promise.all(
    Array.from({ length: 12 }, () =>
      changePassword(t.app, { ...change, currentPassword: "ghicesc o parolă" }),
    ),
  )
  expect(guesses.filter((one) => !one.ok && one.reason === "wrong-password")).toHaveLength(5)
  expect(await changePassword(t.app, { ...change, currentPassword: password })).toMatchObject({
    reason: "too-many",
  })
  expect(
    await closeAccount(t.app, {
      customerId: customer.id,
      sessionId: session.id,
      password,
      client,
      cancelUnpaidOrders: async () => {},
    }),
  ).toMatchObject({
    ok: false,
  })
  t.clock.advance(30_000)
  expect((await changePassword(t.app, { ...change, currentPassword: password })).ok).toBe(true)
})

test("wrong passwords typed with a copied cookie cost the owner's next sign-in nothing", async () => {
  const { customer, session } = await signedIn()
  const guess = { ...(await renewing(session)), currentPassword: "ghicesc", newPassword: "altă parolă lungă" }
  for (let at = 0; at < 6; at += 1) await changePassword(t.app, guess)
  expect(await changePassword(t.app, { ...guess, currentPassword: password })).toMatchObject({
    reason: "too-many",
  })
  const newer = await aSession(t.app, { customerId: customer.id })
  const own = { ...(await renewing(newer)), currentPassword: password, newPassword: "altă parolă lungă" }
  expect((await changePassword(t.app, own)).ok).toBe(true)
})

test("a new password made of the customer's own name or address is refused", async () => {
  const { session } = await signedIn()
  const change = { ...(await renewing(session)), currentPassword: password }
  expect(await changePassword(t.app, { ...change, newPassword: "AnaPopescu2026" })).toEqual({
    ok: false,
    reason: "about-you",
  })
})
