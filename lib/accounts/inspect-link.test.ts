import { expect, test } from "vitest"
import { oneTimeTokens } from "@/db/schema"
import { hashLinkToken, newLinkToken } from "@/lib/auth/link-token"
import { hourMs, minuteMs } from "@/lib/domain/time/lifetimes"
import { accountHelpers, password } from "@/tests/support/accounts"
import { aDevice } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { activate } from "./activate"
import { inspectLink } from "./inspect-link"
import { requestPasswordReset } from "./request-password-reset"
import { resendActivation } from "./resend-activation"
import { resetPassword } from "./reset-password"

const t = useTestApp()
const { browser, signUp, activationToken, resetToken, activated } = accountHelpers(t)

test("inspecting a link twenty times changes no row", async () => {
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
  await requestPasswordReset(t.app, email)
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
  expect(await activate(t.app, { token: activation, client: browser })).toEqual({
    ok: false,
    reason: "link-over",
  })
})

test("a new link for the browser that signed up voids the older ones, and each link has its own state", async () => {
  const email = await signUp()
  const first = await activationToken(email)
  await resendActivation(t.app, { email, client: browser })
  const second = await activationToken(email)
  expect(second).not.toBe(first)
  expect(await inspectLink(t.app, "activation", first)).toBe("void")
  expect((await activate(t.app, { token: second, client: browser })).ok).toBe(true)
  expect(await inspectLink(t.app, "activation", second)).toBe("used")
  expect(await inspectLink(t.app, "activation", "nothing of ours")).toBe("unknown")
  expect(await inspectLink(t.app, "activation", newLinkToken())).toBe("unknown")
})

test("a reset link does not activate a sign-up", async () => {
  const { email } = await activated()
  await requestPasswordReset(t.app, email)
  expect(await activate(t.app, { token: await resetToken(email), client: browser })).toEqual({
    ok: false,
    reason: "link-over",
  })
})

test("the database refuses two links with one hash, and a link that is both used and void", async () => {
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
