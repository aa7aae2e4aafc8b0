import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { oneTimeTokens } from "@/db/schema"
import { minuteMs } from "@/lib/domain/time/lifetimes"
import { accountHelpers, password } from "@/tests/support/accounts"
import { aClient, aDevice } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { inspectLink } from "./inspect-link"
import { requestPasswordReset } from "./request-password-reset"
import { resendActivation } from "./resend-activation"
import { resetPassword } from "./reset-password"

const t = useTestApp()
const { mailsTo, resetToken } = accountHelpers(t)

test("of resets that are requested at once one is mailed", async () => {
  for (let round = 0; round < 20; round += 1) {
    const { id, email } = await aCustomer(t.app)
    await Promise.all(Array.from({ length: 10 }, () => requestPasswordReset(t.app, email)))
    expect(await t.db.$count(oneTimeTokens, eq(oneTimeTokens.customerId, id))).toBe(1)
  }
})

test("a reset is mailed at once, then at most every 20 minutes, and the older links live out their hour", async () => {
  const { email } = await aCustomer(t.app)
  // Nothing that sends no mail spends the budget.
  for (let asked = 0; asked < 10; asked += 1) await resendActivation(t.app, { email, client: aClient() })
  const tokens: string[] = []
  for (let minute = 0; minute < 60; minute += 1) {
    await requestPasswordReset(t.app, email)
    if (minute % 20 === 0) tokens.push(await resetToken(email))
    expect(await mailsTo(email), `after ${minute} minutes`).toHaveLength(tokens.length)
    t.clock.advance(minuteMs)
  }
  expect(new Set(tokens).size).toBe(3)
  const states = await Promise.all(tokens.map((token) => inspectLink(t.app, "password-reset", token)))
  expect(states).toEqual(["expired", "valid", "valid"])
})

test("using one link voids the others, and the next reset is mailed at once", async () => {
  const { email } = await aCustomer(t.app)
  await requestPasswordReset(t.app, email)
  const first = await resetToken(email)
  t.clock.advance(20 * minuteMs)
  await requestPasswordReset(t.app, email)
  const second = await resetToken(email)
  expect((await resetPassword(t.app, { token: first, password, client: aDevice() })).ok).toBe(true)
  expect(await inspectLink(t.app, "password-reset", second)).toBe("void")
  await requestPasswordReset(t.app, email)
  const third = await resetToken(email)
  expect(third).not.toBe(second)
  expect(await inspectLink(t.app, "password-reset", third)).toBe("valid")
})

test("a reset that is requested while another link is used leaves no link that was mailed before the use", async () => {
  for (let round = 0; round < 20; round += 1) {
    const { id, email } = await aCustomer(t.app)
    await requestPasswordReset(t.app, email)
    const token = await resetToken(email)
    t.clock.advance(20 * minuteMs)
    const ask = () => requestPasswordReset(t.app, email)
    await Promise.all([ask(), resetPassword(t.app, { token, password, client: aDevice() }), ask()])
    const rows = await t.db.select().from(oneTimeTokens).where(eq(oneTimeTokens.customerId, id))
    const open = rows.filter((one) => !one.usedAt && !one.voidedAt)
    // One that was requested after the use may be open; two would be one from before it.
    expect(open.length).toBeLessThanOrEqual(1)
  }
})
