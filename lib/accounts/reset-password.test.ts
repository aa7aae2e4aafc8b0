import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { sessions } from "@/db/schema"
import { accountHelpers, known, password } from "@/tests/support/accounts"
import { aClient, aDevice } from "@/tests/support/factories/clients"
import { aSession } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { authenticate } from "./authenticate"
import { requestPasswordReset } from "./request-password-reset"
import { resetPassword } from "./reset-password"

const t = useTestApp()
const { subjectsTo, resetToken, activated } = accountHelpers(t)

test("of fifty resets with one link exactly one sets its password", async () => {
  const { email } = await activated()
  await requestPasswordReset(t.app, email)
  const token = await resetToken(email)
  const passwords = Array.from({ length: 50 }, (_, index) => `altă parolă lungă numărul ${index}`)
  const results = await Promise.all(
    passwords.map((one) => resetPassword(t.app, { token, password: one, client: aDevice() })),
  )
  const winner = passwords[results.findIndex(({ ok }) => ok)]
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await authenticate(t.app, { email, password: known(winner), client: aClient() })).ok).toBe(true)
})

test("a reset ends every session, mails the customer, and cannot be repeated", async () => {
  const { email, id } = await activated()
  await aSession(t.app, { customerId: id })
  await aSession(t.app, { customerId: id })
  await requestPasswordReset(t.app, email)
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
