import { eq, lt, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { outboxMails, signUps } from "@/db/schema"
import { inspectLink } from "@/lib/accounts/inspect-link"
import { requestEmailChange } from "@/lib/accounts/request-email-change"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { dayMs, hourMs } from "@/lib/domain/time/lifetimes"
import { settleMailEvent } from "@/lib/outbox/settle-mail-event"
import { accountHelpers, freshAddress, known, password } from "@/tests/support/accounts"
import { aMailEvent, getMailToAddress } from "@/tests/support/outbox"
import { useTestApp } from "@/tests/support/test-app"
import { cleanUp } from "./clean-up"

const t = useTestApp()
const { emailChangeToken, mailsTo, renewing, signedIn, signUp, activationToken } = accountHelpers(t)

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

/** Which tables hold the text in any column. */
async function tablesWith(text: string): Promise<readonly string[]> {
  const names = await t.db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  )
  const found = []
  for (const { name } of names) {
    const holds = sql`select 1 from ${sql.identifier(name)} r where strpos(r::text, ${text}) > 0 limit 1`
    if ((await t.db.execute(holds)).length > 0) found.push(name)
  }
  return found.sort()
}

test("the address of a person who never asked is erased with what made use of it", async () => {
  const { session } = await signedIn()
  const ask = async (newEmail: EmailAddress) => {
    await requestEmailChange(t.app, { ...(await renewing(session)), password, newEmail })
    await emailChangeToken(newEmail)
    return newEmail
  }
  const replaced = await ask(freshAddress())
  const expired = await ask(freshAddress())
  expect(await tablesWith(replaced)).toEqual(["outbox_mails"])
  expect(await tablesWith(expired)).toEqual(["one_time_tokens", "outbox_mails"])
  t.clock.advance(hourMs)
  await cleanUp(t.app)
  expect(await tablesWith(expired)).toEqual(["outbox_mails"])

  const stranger = await signUp()
  await mailsTo(stranger)
  t.clock.advance(7 * dayMs)
  await cleanUp(t.app)
  const mail = known(await getMailToAddress(t.db, stranger))
  expect(await settleMailEvent(t.app, aMailEvent(mail, { outcome: "bounced" }))).toBe("settled")
  t.clock.advance(1)
  await cleanUp(t.app)
  expect(await settleMailEvent(t.app, aMailEvent(mail, { outcome: "bounced" }))).toBe("not-ours")
  for (const address of [replaced, expired]) expect(await tablesWith(address)).toEqual([])
  expect(await tablesWith(stranger)).toEqual(["sign_ups"])
  t.clock.advance(23 * dayMs)
  await cleanUp(t.app)
  expect(await tablesWith(stranger)).toEqual([])
})

test("a run that has no more time leaves the rest to the next one, and never takes all rows at once", async () => {
  await t.db.delete(outboxMails)
  const at = sql`${t.app.now().toISOString()}::timestamptz`
  await t.db.execute(sql`
    insert into outbox_mails (id, kind, lane, priority, recipient, status, created_at, settled_at)
    select uuidv7(), 'test', 'reminders', 2, 'ana@example.ro', 'sent', ${at}, ${at} from generate_series(1, 12000)`)
  t.clock.advance(91 * dayMs)
  const isOld = lt(outboxMails.settledAt, t.app.now())
  // Ten kinds come before the mails or end at once; one more statement is in time.
  let asked = 0
  const deadline = () => ({ hasPassed: () => ++asked > 10 })
  const first = await cleanUp({ ...t.app, deadline })
  expect(first).toMatchObject({ mails: 5_000, left: 1 })
  expect(await t.db.$count(outboxMails, isOld)).toBe(7_000)
  expect(await cleanUp(t.app)).toMatchObject({ mails: 7_000, left: 0 })
  expect(await t.db.$count(outboxMails, isOld)).toBe(0)
})
