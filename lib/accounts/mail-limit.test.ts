import { expect, test } from "vitest"
import { minuteMs } from "@/lib/domain/time/lifetimes"
import { accountHelpers, tooMany } from "@/tests/support/accounts"
import { aClient } from "@/tests/support/factories/clients"
import { useTestApp } from "@/tests/support/test-app"
import { activate } from "./activate"
import { requestPasswordReset } from "./request-password-reset"
import { resendActivation } from "./resend-activation"

const t = useTestApp()
const { browser, signUp, subjectsTo, activationToken } = accountHelpers(t)

test("strangers can cause three mails an hour to one address, and its links stay valid", async () => {
  const email = await signUp()
  t.clock.advance(50 * minuteMs)
  for (let asked = 0; asked < 10; asked += 1) await resendActivation(t.app, { email, client: aClient() })
  expect(await subjectsTo(email)).toHaveLength(3)
  t.clock.advance(59 * minuteMs)
  expect(await resendActivation(t.app, { email, client: aClient() })).toEqual(tooMany(60))
  expect(await subjectsTo(email)).toHaveLength(3)
  expect((await activate(t.app, { token: await activationToken(email), client: browser })).ok).toBe(true)
  t.clock.advance(minuteMs)
  await requestPasswordReset(t.app, { email, client: aClient() })
  expect(await subjectsTo(email)).toHaveLength(4)
})
