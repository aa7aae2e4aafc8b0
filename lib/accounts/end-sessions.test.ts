import { randomBytes } from "node:crypto"
import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { findKnownDevice } from "@/db/queries/known-devices"
import { findSession } from "@/db/queries/sessions"
import { sessions } from "@/db/schema"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import { accountHelpers, known } from "@/tests/support/accounts"
import { aClient, aDevice } from "@/tests/support/factories/clients"
import { aSession } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { accountSettings } from "./account-settings"
import { endOneSession } from "./end-one-session"
import { endOtherSessions } from "./end-other-sessions"
import { openSession } from "./open-session"

const t = useTestApp()
const { mailsTo, renewing, signedIn } = accountHelpers(t)

const client = aClient("203.0.113.77")
const isKnown = async (email: EmailAddress, keyHash: Uint8Array) =>
  (await findKnownDevice(t.db, email, [keyHash])) !== null
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
  expect((await endOtherSessions(t.app, await renewing(session))).ok).toBe(true)
  expect((await accountSettings(t.app, own)).sessions.map(({ id }) => id)).toEqual([session.id])
})

/** Signs in from a browser with this device key. */
async function signIn(customerId: CustomerId, device: ReturnType<typeof aDevice>) {
  const keyHash = new Uint8Array(randomBytes(32))
  await openSession(t.app, { customerId, keyHash, client: device })
  const [row] = await t.db.select().from(sessions).where(eq(sessions.keyHash, keyHash))
  return known(row)
}

test("a session that is ended takes its device along: the next sign-in from there is mailed again", async () => {
  const { customer } = await signedIn()
  const [mine, thiefs] = [aDevice(), aDevice()]
  const own = await signIn(customer.id, mine)
  const stolen = await signIn(customer.id, thiefs)
  expect(await mailsTo(customer.email)).toHaveLength(1)
  expect(await isKnown(customer.email, thiefs.deviceHash)).toBe(true)
  await endOneSession(t.app, { customerId: customer.id, sessionId: stolen.id, client: mine })
  expect(await isKnown(customer.email, thiefs.deviceHash)).toBe(false)
  expect(await isKnown(customer.email, mine.deviceHash)).toBe(true)
  await signIn(customer.id, thiefs)
  expect(await mailsTo(customer.email)).toHaveLength(2)

  await endOtherSessions(t.app, { ...(await renewing(own)), client: mine })
  expect(await isKnown(customer.email, thiefs.deviceHash)).toBe(false)
})

test("a session from before its device was stored takes every device but this one along", async () => {
  const { customer, session } = await signedIn()
  const [mine, thiefs] = [aDevice(), aDevice()]
  await signIn(customer.id, mine)
  await signIn(customer.id, thiefs)
  await endOneSession(t.app, { customerId: customer.id, sessionId: session.id, client: mine })
  expect(await isKnown(customer.email, thiefs.deviceHash)).toBe(false)
  expect(await isKnown(customer.email, mine.deviceHash)).toBe(true)
})

test("ending all other sessions gives this one another key; a request with the old one under way changes nothing", async () => {
  const { customer, session } = await signedIn()
  const [owner, thief] = [await renewing(session), await renewing(session)]
  const results = await Promise.all([endOtherSessions(t.app, owner), endOtherSessions(t.app, thief)])
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results).toContainEqual({ ok: false, reason: "session-over" })
  const winner = results[0]?.ok ? owner : thief
  const find = (keyHash: Uint8Array) => findSession(t.db, keyHash, t.app.now())
  expect(await find(session.keyHash)).toBeNull()
  expect((await find(winner.renewal.keyHash))?.id).toBe(customer.id)
})

test("two sessions that end each other at once do not fail", async () => {
  const { customer, session } = await signedIn()
  for (let round = 0; round < 10; round += 1) {
    const other = await aSession(t.app, { customerId: customer.id })
    await t.db.update(sessions).set({ revokedAt: null }).where(eq(sessions.id, session.id))
    const both = [await renewing(session), await renewing(other)]
    const results = await Promise.all(both.map((one) => endOtherSessions(t.app, one)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await liveSessions(customer.id)).toBe(1)
  }
})

test("a browser that is not known does not become known by ending the others", async () => {
  const { customer, session } = await signedIn()
  const thief = { ...(await renewing(session)), client: aDevice() }
  await endOtherSessions(t.app, thief)
  expect(await isKnown(customer.email, thief.renewal.deviceHash)).toBe(false)
})
