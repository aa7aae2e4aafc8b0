import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers, signUps } from "@/db/schema"
import { accountHelpers, password } from "@/tests/support/accounts"
import { aClient } from "@/tests/support/factories/clients"
import { useTestApp } from "@/tests/support/test-app"
import { activate } from "./activate"
import { authenticate } from "./authenticate"

const t = useTestApp()
const { signUp, activationToken } = accountHelpers(t)

test("a sign-up becomes a customer, with its profile and campaign, only when it is confirmed", async () => {
  const email = await signUp()
  expect(await t.db.$count(customers, eq(customers.email, email))).toBe(0)
  const activation = await activate(t.app, { token: await activationToken(email), client: aClient() })
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
    Array.from({ length: 50 }, () => activate(t.app, { token: token, client: aClient() })),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await t.db.$count(customers, eq(customers.email, email))).toBe(1)
})

test("when the owner confirms a sign-up, sign-ups by strangers on the same address are erased", async () => {
  const email = await signUp({ chosen: "parola străinului prudent", name: "Un Strain" })
  await signUp({ email })
  const activation = await activate(t.app, { token: await activationToken(email), client: aClient() })
  expect(activation.ok).toBe(true)
  expect(await t.db.$count(signUps, eq(signUps.email, email))).toBe(0)
  const theirs = await authenticate(t.app, {
    email,
    password: "parola străinului prudent",
    client: aClient(),
  })
  expect(theirs).toEqual({ ok: false, reason: "wrong" })
  expect((await authenticate(t.app, { email, password, client: aClient() })).ok).toBe(true)
})
