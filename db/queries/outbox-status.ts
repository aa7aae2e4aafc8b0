import "server-only"
import { and, desc, eq, gte, or, sql } from "drizzle-orm"
import type { DbOrTx } from "../client"
import { outboxMails } from "../schema"

const settledFrom = (since: Date) => gte(outboxMails.settledAt, since)

/** Counts of the outbox for the operator: `sent` and `failed` since instants. Reads the whole table. */
export async function getOutboxStatus(
  db: DbOrTx,
  { sentSince, failedSince }: { readonly sentSince: Date; readonly failedSince: Date },
) {
  const [row] = await db
    .select({
      waiting: sql<number>`count(*) filter (where ${outboxMails.status} in ('waiting', 'frozen'))`.mapWith(
        Number,
      ),
      oldestWaiting:
        sql<Date | null>`min(${outboxMails.createdAt}) filter (where ${outboxMails.status} in ('waiting', 'frozen'))`.mapWith(
          outboxMails.createdAt,
        ),
      sent: sql<number>`count(*) filter (where ${outboxMails.status} = 'sent' and ${settledFrom(sentSince)})`.mapWith(
        Number,
      ),
      failed:
        sql<number>`count(*) filter (where ${outboxMails.status} = 'failed' and ${settledFrom(failedSince)})`.mapWith(
          Number,
        ),
      ambiguous: sql<number>`count(*) filter (where ${outboxMails.status} = 'ambiguous')`.mapWith(Number),
    })
    .from(outboxMails)
  if (!row) throw new Error("The query returned no row")
  return row
}

/** Mails that failed since then and ambiguous ones, with their reasons, the newest first. */
export async function listDeadLetters(db: DbOrTx, failedSince: Date, limit: number) {
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
    .where(
      or(
        and(eq(outboxMails.status, "failed"), settledFrom(failedSince)),
        eq(outboxMails.status, "ambiguous"),
      ),
    )
    .orderBy(desc(outboxMails.createdAt))
    .limit(limit)
}
