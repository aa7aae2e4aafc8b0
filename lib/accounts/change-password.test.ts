import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { oneTimeTokens, sessions } from "@/db/schema"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { accountHelpers, password } from "@/tests/support/accounts"
import { aClient } from "@/tests/support/factories/clients"
import { aSession } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { authenticate } from "./authenticate"
import { changePassword } from "./change-password"
import { closeAccount } from "./close-account"
import { requestPasswordReset } from "./request-password-reset"

const t = useTestApp()
const { mailsTo, signedIn } = accountHelpers(t)

const client = aClient("203.0.113.77")
const liveSessions = (customerId: CustomerId) =>
  t.db.$count(sessions, and(eq(sessions.customerId, customerId), isNull(sessions.revokedAt)))

test("a changed password ends every other session and open link, and mails the customer", async () => {
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

test("a change needs the current password, and guessing it is limited", async () => {
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
