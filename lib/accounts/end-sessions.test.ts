import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { sessions } from "@/db/schema"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { accountHelpers } from "@/tests/support/accounts"
import { aClient } from "@/tests/support/factories/clients"
import { aSession } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { accountSettings } from "./account-settings"
import { endOneSession } from "./end-one-session"
import { endOtherSessions } from "./end-other-sessions"

const t = useTestApp()
const { signedIn } = accountHelpers(t)

const client = aClient("203.0.113.77")
const liveSessions = (customerId: CustomerId) =>
  t.db.$count(sessions, and(eq(sessions.customerId, customerId), isNull(sessions.revokedAt)))

test("sessions are listed with this browser first, and can be ended one by one or all others at once", async () => {
  const { customer, session } = await signedIn()
  const other = await aSession(t.app, { customerId: customer.id })
  await aSession(t.app, { customerId: customer.id })
  const stranger = await aSession(t.app)
  const own = { customerId: customer.id, sessionId: session.id }
  const listed = await accountSettings(t.app, own)
  expect(listed.sessions).toHaveLength(3)
  expect(listed.sessions[0]).toMatchObject({ id: session.id, isCurrent: true })

  expect(await endOneSession(t.app, { ...own, sessionId: stranger.id, client })).toBe(false)
  expect(await liveSessions(stranger.customerId)).toBe(1)
  expect(await endOneSession(t.app, { ...own, sessionId: other.id, client })).toBe(true)
  expect(await liveSessions(customer.id)).toBe(2)
  await endOtherSessions(t.app, { ...own, client })
  expect((await accountSettings(t.app, own)).sessions.map(({ id }) => id)).toEqual([session.id])
})
