import { expect, test } from "vitest"
import { accountHelpers, password } from "@/tests/support/accounts"
import { aClient } from "@/tests/support/factories/clients"
import { useTestApp } from "@/tests/support/test-app"
import { activate } from "./activate"
import { authenticate } from "./authenticate"
import { inspectLink } from "./inspect-link"

const t = useTestApp()
const { browser, signUp, activationToken, activated } = accountHelpers(t)

test("unknown address, wrong password and unconfirmed sign-up get the same answer; the right password of a sign-up mails a new link", async () => {
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
  expect((await activate(t.app, { token: await activationToken(waiting), client: browser })).ok).toBe(true)
})

test("every byte of a long password counts, and a letter in two Unicode forms is the same", async () => {
  const long = `${"ăîșțâ ".repeat(12)}unu`
  const email = await signUp({ chosen: long })
  await activate(t.app, { token: await activationToken(email), client: browser })
  expect((await authenticate(t.app, { email, password: long.normalize("NFD"), client: aClient() })).ok).toBe(
    true,
  )
  const other = `${long.slice(0, -3)}doi`
  expect(await authenticate(t.app, { email, password: other, client: aClient() })).toEqual({
    ok: false,
    reason: "wrong",
  })
})
