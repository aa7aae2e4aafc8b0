import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import type { DbOrTx } from "@/db/client"
import { useTestApp } from "@/tests/support/test-app"
import { outboxAgeSeconds } from "./health"
import { outboxDemand } from "./outbox-batches"
import { lockWaitingMails } from "./outbox-mails"

const t = useTestApp()

/** What a run asks for every hundred mails, and a probe every few seconds. */
const questions = {
  "what is there to do": (tx: DbOrTx) => outboxDemand(tx, t.app.now()),
  "the next hundred": (tx: DbOrTx) => lockWaitingMails(tx, { limit: 100, lowestPriority: 2 }),
  "the next that somebody waits for": (tx: DbOrTx) => lockWaitingMails(tx, { limit: 100, lowestPriority: 0 }),
  "the age of the first": (tx: DbOrTx) => outboxAgeSeconds(tx, t.app.now()),
}

test("no question of a run reads the whole outbox, however much waits there and however little the planner knows of it", async () => {
  await t.db.execute(sql`
    insert into outbox_mails (id, kind, lane, priority, recipient, props, created_at)
    select gen_random_uuid(), 'test', 'reminders', 2, n || '@example.ro', jsonb_build_object('text', repeat('x', 900)), now
    from generate_series(1, 20000) n, (select ${t.app.now().toISOString()}::timestamptz as now) as at`)
  for (const [name, ask] of Object.entries(questions)) {
    await t.db.transaction(async (tx) => {
      await ask(tx)
      expect(await wholeReads(tx), name).toBe(0)
    })
  }
})

/** How often this transaction read the table from end to end. */
async function wholeReads(tx: DbOrTx) {
  const [table] = await tx.execute<{ reads: string }>(
    sql`select seq_scan as reads from pg_stat_xact_user_tables where relname = 'outbox_mails'`,
  )
  return Number(table?.reads)
}
