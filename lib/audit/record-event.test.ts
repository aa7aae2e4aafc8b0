import { expect, test } from "vitest"
import { auditEvents } from "@/db/schema"
import { authenticate } from "@/lib/accounts/authenticate"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { cleanUp } from "@/lib/operations/clean-up"
import { accountHelpers } from "@/tests/support/accounts"
import { aClient } from "@/tests/support/factories/clients"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()
const { signedIn } = accountHelpers(t)

const client = aClient("203.0.113.77")
test("audit events hold no address, no full IP and no secret, and are erased after a year", async () => {
  const { customer } = await signedIn()
  await t.db.delete(auditEvents)
  await authenticate(t.app, { email: customer.email, password: "greșită dar secretă", client })
  await authenticate(t.app, { email: "nimeni.aici@exemplu.ro", password: "greșită dar secretă", client })
  const written = JSON.stringify(await t.db.select().from(auditEvents))
  expect(written).toContain("sign-in-failed")
  for (const secret of [customer.email, "nimeni.aici", "greșită", "203.0.113.77"]) {
    expect(written).not.toContain(secret)
  }
  t.clock.advance(365 * dayMs)
  await cleanUp(t.app)
  expect(await t.db.$count(auditEvents)).toBeGreaterThan(0)
  t.clock.advance(1)
  await cleanUp(t.app)
  expect(await t.db.$count(auditEvents)).toBe(0)
})
