import { expect, test } from "vitest"
import { hashSessionKey } from "@/lib/auth/session-cookie"
import { dayMs, hourMs } from "@/lib/domain/time/lifetimes"
import { aSession } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { findSession, revokeAllSessions, revokeSession, touchSession } from "./sessions"

const t = useTestApp()
const find = (key: string) => findSession(t.db, hashSessionKey(key), t.app.now())

/** A page view every day: the session is in use. */
async function useFor(key: string, days: number) {
  for (let day = 0; day < days; day += 1) {
    t.clock.advance(dayMs)
    const found = await find(key)
    if (found)
      await touchSession(t.db, { keyHash: hashSessionKey(key), lastSeenAt: found.lastSeenAt }, t.app.now())
  }
}

test("a session in use ends after 90 days", async () => {
  const { key } = await aSession(t.app)
  await useFor(key, 89)
  expect(await find(key)).not.toBeNull()
  t.clock.advance(dayMs)
  expect(await find(key)).toBeNull()
})

test("a session ends after 30 days without use", async () => {
  const { key } = await aSession(t.app)
  t.clock.advance(30 * dayMs - 1)
  expect(await find(key)).not.toBeNull()
  t.clock.advance(1)
  expect(await find(key)).toBeNull()
})

test("page views write at most once an hour", async () => {
  const { key, lastSeenAt } = await aSession(t.app)
  t.clock.advance(hourMs - 1)
  await touchSession(t.db, { keyHash: hashSessionKey(key), lastSeenAt }, t.app.now())
  expect((await find(key))?.lastSeenAt).toEqual(lastSeenAt)
  t.clock.advance(1)
  await touchSession(t.db, { keyHash: hashSessionKey(key), lastSeenAt }, t.app.now())
  expect((await find(key))?.lastSeenAt).toEqual(t.app.now())
})

test("a revoked session ends at once, the customer's other sessions stay", async () => {
  const one = await aSession(t.app)
  const other = await aSession(t.app, { customerId: one.customerId })
  await revokeSession(t.db, hashSessionKey(one.key), t.app.now())
  expect(await find(one.key)).toBeNull()
  expect(await find(other.key)).not.toBeNull()
  await revokeAllSessions(t.db, one.customerId, t.app.now())
  expect(await find(other.key)).toBeNull()
})

test("an unknown key finds no session", async () => {
  expect(await find("not a key")).toBeNull()
})
