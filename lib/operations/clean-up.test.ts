import { eq, lt, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { outboxMails, signUps } from "@/db/schema"
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

test("a run that has no more time leaves the rest to the next one, and never takes all rows at once", async () => {
  await t.db.delete(outboxMails)
  const at = sql`${t.app.now().toISOString()}::timestamptz`
  await t.db.execute(sql`
    insert into outbox_mails (id, kind, lane, priority, recipient, status, created_at, settled_at)
    select uuidv7(), 'test', 'reminders', 2, 'ana@example.ro', 'sent', ${at}, ${at} from generate_series(1, 12000)`)
  t.clock.advance(91 * dayMs)
  const isOld = lt(outboxMails.settledAt, t.app.now())
  // Eight kinds come before the mails or end at once; one more statement is in time.
  let asked = 0
  const deadline = () => ({ hasPassed: () => ++asked > 8 })
  const first = await cleanUp({ ...t.app, deadline })
  expect(first).toMatchObject({ mails: 5_000, left: 1 })
  expect(await t.db.$count(outboxMails, isOld)).toBe(7_000)
  expect(await cleanUp(t.app)).toMatchObject({ mails: 7_000, left: 0 })
  expect(await t.db.$count(outboxMails, isOld)).toBe(0)
})
