import "server-only"
import { desc, inArray, sql } from "drizzle-orm"
import type { DbOrTx } from "../client"
import { type MailStatus, outboxMails } from "../schema"

/** Counts of the outbox for the operator; `sent` counts from `sentSince`. Reads the whole table. */
export async function getOutboxStatus(db: DbOrTx, sentSince: Date) {
  const since = sql`${sentSince.toISOString()}::timestamptz`
  const [row] = await db
    .select({
      waiting: sql<number>`count(*) filter (where ${outboxMails.status} in ('waiting', 'frozen'))`.mapWith(
        Number,
      ),
      oldestWaiting:
        sql<Date | null>`min(${outboxMails.createdAt}) filter (where ${outboxMails.status} in ('waiting', 'frozen'))`.mapWith(
          outboxMails.createdAt,
        ),
      sent: sql<number>`count(*) filter (where ${outboxMails.status} = 'sent' and ${outboxMails.settledAt} >= ${since})`.mapWith(
        Number,
      ),
      failed: sql<number>`count(*) filter (where ${outboxMails.status} = 'failed')`.mapWith(Number),
      ambiguous: sql<number>`count(*) filter (where ${outboxMails.status} = 'ambiguous')`.mapWith(Number),
    })
    .from(outboxMails)
  if (!row) throw new Error("The query returned no row")
  return row
}

/** Failed and ambiguous mails with their reasons, the newest first. */
export async function listDeadLetters(db: DbOrTx, limit: number) {
  const dead: MailStatus[] = ["failed", "ambiguous"]
  return db
    .select({
      id: outboxMails.id,
      kind: outboxMails.kind,
      status: outboxMails.status,
      recipient: outboxMails.recipient,
      createdAt: outboxMails.createdAt,
      lastError: outboxMails.lastError,
    })
    .from(outboxMails)
    .where(inArray(outboxMails.status, dead))
    .orderBy(desc(outboxMails.createdAt))
    .limit(limit)
}
