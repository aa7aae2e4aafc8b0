import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { signUps } from "@/db/schema"
import { inspectLink } from "@/lib/accounts/inspect-link"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { accountHelpers } from "@/tests/support/accounts"
import { useTestApp } from "@/tests/support/test-app"
import { cleanUp } from "./clean-up"

const t = useTestApp()
const { signUp, activationToken } = accountHelpers(t)

test("unconfirmed sign-ups are erased after 30 days, with their links", async () => {
  const email = await signUp()
  const token = await activationToken(email)
  t.clock.advance(30 * dayMs)
  await cleanUp(t.app)
  expect(await t.db.$count(signUps, eq(signUps.email, email))).toBe(1)
  t.clock.advance(1)
  expect((await cleanUp(t.app))["signUps"]).toBeGreaterThan(0)
  expect(await t.db.$count(signUps, eq(signUps.email, email))).toBe(0)
  expect(await inspectLink(t.app, "activation", token)).toBe("expired")
})
