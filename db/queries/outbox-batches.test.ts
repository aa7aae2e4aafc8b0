import { randomUUID } from "node:crypto"
import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import type { DbOrTx } from "@/db/client"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { useTestApp } from "@/tests/support/test-app"
import { outboxAgeSeconds } from "./health"
import { getOutboxDemand } from "./outbox-batches"
import { listWaitingMails } from "./outbox-mails"

const t = useTestApp()

/** As many as nine workers hold. */
const except = Array.from({ length: 900 }, () => randomUUID()).flatMap(
  (text) => parseId<OutboxMailId>(text) ?? [],
)

/** A run asks these for every batch, a probe every few seconds. */
const queries = {
  "the demand": (tx: DbOrTx) => getOutboxDemand(tx, { sender: t.app.mail.context.from, except }, t.app.now()),
  "the next hundred": (tx: DbOrTx) => listWaitingMails(tx, { limit: 100, lowestPriority: 2, except }),
  "the next hundred of the security lane": (tx: DbOrTx) =>
    listWaitingMails(tx, { limit: 100, lowestPriority: 0, except }),
  "the age of the oldest": (tx: DbOrTx) => outboxAgeSeconds(tx, t.app.now()),
}

test("no query of a run scans the whole outbox, even with many waiting mails and stale statistics", async () => {
  await t.db.execute(sql`
    insert into outbox_mails (id, kind, lane, priority, recipient, props, created_at)
    select gen_random_uuid(), 'test', 'reminders', 2, n || '@example.ro', jsonb_build_object('text', repeat('x', 900)), now
    from generate_series(1, 20000) n, (select ${t.app.now().toISOString()}::timestamptz as now) as at`)
  for (const [name, ask] of Object.entries(queries)) {
    await t.db.transaction(async (tx) => {
      await ask(tx)
      expect(await sequentialScans(tx), name).toBe(0)
    })
  }
})

/** The number of sequential scans of the table in this transaction. */
async function sequentialScans(tx: DbOrTx) {
  const [table] = await tx.execute<{ reads: string }>(
    sql`select seq_scan as reads from pg_stat_xact_user_tables where relname = 'outbox_mails'`,
  )
  return Number(table?.reads)
}
