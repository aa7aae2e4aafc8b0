import { gt, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEvents, paymentEvents } from "@/db/schema"
import { authenticate } from "@/lib/accounts/authenticate"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { cleanUp } from "@/lib/operations/clean-up"
import { accountHelpers } from "@/tests/support/accounts"
import { aClient } from "@/tests/support/factories/clients"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()
const { signedIn } = accountHelpers(t)

const client = aClient("203.0.113.77")
/** A year is measured by the database's clock as well: these tests stand more than a year before today. */
const longAgo = new Date("2025-03-01T09:00:00Z")

test("audit events hold no address, no full IP and no secret, and are erased after a year", async () => {
  t.clock.set(longAgo)
  const { customer } = await signedIn()
  const known = await t.db.$count(auditEvents)
  await authenticate(t.app, { email: customer.email, password: "greșită dar secretă", client })
  await authenticate(t.app, { email: "nimeni.aici@exemplu.ro", password: "greșită dar secretă", client })
  const written = JSON.stringify(await t.db.select().from(auditEvents).where(gt(auditEvents.at, longAgo)))
  for (const secret of [customer.email, "nimeni.aici", "greșită", "203.0.113.77"]) {
    expect(written).not.toContain(secret)
  }
  expect(await t.db.$count(auditEvents)).toBe(known + 2)
  t.clock.advance(365 * dayMs)
  await cleanUp(t.app)
  expect(await t.db.$count(auditEvents)).toBe(known + 2)
  t.clock.advance(1)
  await cleanUp(t.app)
  expect(await t.db.$count(auditEvents)).toBe(0)
})

test("a process whose clock is years ahead erases nothing of the last year", async () => {
  t.clock.set(new Date())
  await signedIn()
  const known = await t.db.$count(auditEvents)
  t.clock.advance(3 * 365 * dayMs)
  expect(await cleanUp(t.app)).toMatchObject({ events: 0 })
  expect(await t.db.$count(auditEvents)).toBe(known)
})

test("the product's role adds audit and payment events, and neither changes nor deletes one", async () => {
  await signedIn()
  const refused = { cause: { code: "42501" } }
  await expect(t.db.delete(auditEvents)).rejects.toMatchObject(refused)
  await expect(t.db.update(auditEvents).set({ shortIp: "x" })).rejects.toMatchObject(refused)
  await expect(t.db.delete(paymentEvents)).rejects.toMatchObject(refused)
  await expect(t.db.update(paymentEvents).set({ type: "x" })).rejects.toMatchObject(refused)
  await expect(t.db.execute(sql`truncate audit_events`)).rejects.toMatchObject(refused)
})

test("the product's role has timeouts for statements, locks and open transactions", async () => {
  for (const [name, value] of [
    ["statement_timeout", "1min"],
    ["lock_timeout", "15s"],
    ["idle_in_transaction_session_timeout", "1min"],
  ] as const) {
    expect(await t.db.execute(sql.raw(`show ${name}`))).toMatchObject([{ [name]: value }])
  }
})
