import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers, signUps } from "@/db/schema"
import { accountHelpers } from "@/tests/support/accounts"
import { aBrowser, aClient } from "@/tests/support/factories/clients"
import { useTestApp } from "@/tests/support/test-app"
import { activate } from "./activate"
import { inspectActivation } from "./inspect-activation"
import { rejectSignUp } from "./reject-sign-up"
import { resendActivation } from "./resend-activation"

const t = useTestApp()
const { browser, signUp, activationToken } = accountHelpers(t)
const client = aClient()

test("a rejected sign-up is erased with all its links; another one of the address stays", async () => {
  const email = await signUp()
  const mine = await activationToken(email)
  await signUp({ email, name: "Un Strain", from: aBrowser() })
  const theirs = await activationToken(email)
  await resendActivation(t.app, { email, client })
  const theirNewer = await activationToken(email)
  const state = async (token: string) => (await inspectActivation(t.app, { token, client })).state
  expect(await rejectSignUp(t.app, { token: theirs, client })).toBe(true)
  expect([await state(theirs), await state(theirNewer), await state(mine)]).toEqual(["gone", "gone", "valid"])
  expect(await rejectSignUp(t.app, { token: theirNewer, client })).toBe(false)
  expect((await activate(t.app, { token: mine, client: browser })).ok).toBe(true)
  expect(await rejectSignUp(t.app, { token: mine, client })).toBe(false)
})

test("in a browser with a sign-up of its own the one that the page shows is erased, with that of the link", async () => {
  const email = await signUp()
  const mine = await activationToken(email)
  await signUp({ email, name: "Un Strain", from: aBrowser() })
  const theirs = await activationToken(email)
  expect(await inspectActivation(t.app, { token: theirs, client: browser })).toMatchObject({
    signUp: { fullName: "Ana Popescu" },
  })
  expect(await rejectSignUp(t.app, { token: theirs, client: browser })).toBe(true)
  expect((await activate(t.app, { token: mine, client: browser })).ok).toBe(false)
  expect(await t.db.$count(signUps, eq(signUps.email, email))).toBe(0)
})

test("of a confirmation and a rejection at once, by one link or by two of one sign-up, exactly one wins", async () => {
  for (let round = 0; round < 20; round += 1) {
    const email = await signUp()
    const first = await activationToken(email)
    await resendActivation(t.app, { email, client })
    const second = round % 2 === 0 ? first : await activationToken(email)
    const [confirmed, rejected] = await Promise.all([
      activate(t.app, { token: first, client: browser }),
      rejectSignUp(t.app, { token: second, client }),
    ])
    expect([confirmed.ok, rejected].filter(Boolean)).toHaveLength(1)
    expect(await t.db.$count(customers, eq(customers.email, email))).toBe(confirmed.ok ? 1 : 0)
    expect(await t.db.$count(signUps, eq(signUps.email, email))).toBe(0)
  }
})
