import { sql } from "drizzle-orm"
import { beforeAll, expect, test, vi } from "vitest"
import { closeDb, createDb } from "@/db/client"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { createCalendarFeeds } from "@/tests/support/calendar-feeds"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { aHolder } from "@/tests/support/factories/holders"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { useTestApp } from "@/tests/support/test-app"
import { calendarFeed } from "./calendar-feed"

const t = useTestApp()
const { fileOf } = createCalendarFeeds(t)
const inDays = (days: number) => new Date(t.app.now().getTime() + days * dayMs)

const others = 3_000

/** So many others hold a card, a package that runs and a calendar that the planner prefers no scan. */
beforeAll(async () => {
  await aHolder(t.app, { endsAt: inDays(20) })
  const owner = createDb(t.ownerUrl, { max: 1 })
  const tables = {
    customers: "jsonb_build_object('id', customer, 'email', 'other' || n || '@exemplu.ro')",
    smartcards: "jsonb_build_object('id', card, 'serial', (90000000000 + n)::text)",
    smartcard_links:
      "jsonb_build_object('id', gen_random_uuid(), 'customer_id', customer, 'smartcard_id', card)",
    subscriptions: "jsonb_build_object('id', gen_random_uuid(), 'smartcard_id', card)",
  }
  await owner.transaction(async (tx) => {
    await tx.execute(sql`
      create temporary table others on commit drop as
      select n, gen_random_uuid() as customer, gen_random_uuid() as card from generate_series(1, ${others}::int) n`)
    for (const [table, changed] of Object.entries(tables)) {
      await tx.execute(
        sql.raw(`
        insert into ${table} select copy.* from (select * from ${table} limit 1) one, others,
          jsonb_populate_record(null::${table}, to_jsonb(one) || ${changed}) copy`),
      )
    }
    await tx.execute(sql`
      insert into calendar_feeds (customer_id, seed, token_hash, created_at)
      select customer, sha256(n::text::bytea), sha256(customer::text::bytea), now() from others`)
  })
  for (const table of [...Object.keys(tables), "calendar_feeds"])
    await owner.execute(sql.raw(`analyze ${table}`))
  await closeDb(owner)
})

/** What the work asks the database, statement by statement. */
async function statementsOf(work: () => Promise<unknown>) {
  const asked = vi.spyOn(t.db.$client, "unsafe")
  await work()
  const statements = asked.mock.calls.map(([text, values]) => ({ text, values }))
  asked.mockRestore()
  return statements
}

test("a calendar is read in two statements, with one card or four, and a stranger's guess costs one", async () => {
  const { customer, packageId } = await aHolder(t.app, { endsAt: inDays(20) })
  const file = await fileOf(customer.id)
  const read = () => statementsOf(() => calendarFeed(t.app, file))
  expect(await read()).toHaveLength(2)
  for (let cards = 0; cards < 3; cards += 1) {
    const { id: smartcardId } = await aSmartcard(t.app)
    await aLink(t.app, { smartcardId, customerId: customer.id })
    await aSubscription(t.app, { smartcardId, packageId })
  }
  expect(await read()).toHaveLength(2)
  expect(await statementsOf(() => calendarFeed(t.app, `${"a".repeat(43)}.ics`))).toHaveLength(1)
  expect(await statementsOf(() => calendarFeed(t.app, "x.ics"))).toHaveLength(0)
})

test("neither statement scans a table that grows with the customers", async () => {
  const { customer } = await aHolder(t.app, { endsAt: inDays(20) })
  const file = await fileOf(customer.id)
  for (const { text, values } of await statementsOf(() => calendarFeed(t.app, file))) {
    const rows = await t.db.$client.unsafe(`explain ${text}`, values)
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n")
    expect(plan).toContain("Index")
    expect(plan).not.toMatch(/Seq Scan on (?:calendar_feeds|smartcard_links|subscriptions|smartcards)/)
  }
})
