import { sql } from "drizzle-orm"
import { expect, onTestFinished, test } from "vitest"
import { closeDb, createDb } from "@/db/client"
import { useTestApp } from "@/tests/support/test-app"
import { checkHealth, checkReadiness } from "./check-health"

const t = useTestApp()

async function aWaitingMail(priority: 0 | 2, createdAt: Date) {
  const lane = priority === 0 ? "security" : "reminders"
  await t.db.execute(sql`
    insert into outbox_mails (id, kind, lane, priority, recipient, props, dedupe_key, created_at)
    values (gen_random_uuid(), 'test', ${lane}, ${priority}, 'ana@example.ro', '{}', gen_random_uuid(),
      ${createdAt.toISOString()}::timestamptz)`)
}

test("a migrated database with nothing waiting is ready", async () => {
  expect(await checkHealth(t.app)).toEqual({ status: "ok" })
  expect(await checkReadiness(t.app)).toEqual({
    status: "ok",
    migrated: true,
    outboxAgeSeconds: 0,
    outboxPause: null,
  })
})

test("the age of the outbox is that of its oldest mail in any lane; a mail with a later time does not count", async () => {
  const now = t.app.now().getTime()
  await aWaitingMail(0, new Date(now - 30_000))
  await aWaitingMail(2, new Date(now - 90_000))
  await aWaitingMail(2, new Date(now + 3_600_000))
  expect(await checkReadiness(t.app)).toMatchObject({ status: "ok", outboxAgeSeconds: 90 })
})

test("a database without its newest migration is healthy and not ready", async () => {
  const owner = createDb(t.ownerUrl, { max: 1 })
  onTestFinished(() => closeDb(owner))
  const applied = (at: number) =>
    owner.execute(sql`update drizzle.__drizzle_migrations set created_at = ${at}`)
  await applied(1)
  expect(await checkReadiness(t.app)).toMatchObject({ status: "unavailable", migrated: false })
  expect(await checkHealth(t.app)).toEqual({ status: "ok" })
  await applied(9_999_999_999_999)
  expect(await checkReadiness(t.app)).toMatchObject({ status: "ok", migrated: true })
})

test("a database that refuses connections, or does not answer, is unavailable after about two seconds", async () => {
  const unreachable = { ...t.app, db: createDb("postgres://x@127.0.0.1:1/x") }
  expect(await checkHealth(unreachable)).toEqual({ status: "unavailable" })

  const silent = {
    ...t.app,
    db: Object.assign(Object.create(t.db), { execute: () => new Promise(() => {}) }),
  }
  const asked = performance.now()
  const answers = await Promise.all([checkHealth(silent), checkHealth(silent)])
  expect(answers).toEqual([{ status: "unavailable" }, { status: "unavailable" }])
  expect(performance.now() - asked).toBeLessThan(3000)
  expect(await checkHealth(t.app)).toEqual({ status: "ok" })
})
