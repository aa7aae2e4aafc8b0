import "server-only"
import { lt, sql } from "drizzle-orm"
import type { DbOrTx } from "../client"
import { deleteSome } from "../delete-some"
import { mayReachStranger, outboxMails } from "../schema"

/** Of mails that a person who never asked may have got, those settled before. */
export async function deleteMailsToStrangers(
  db: DbOrTx,
  settledBefore: Date,
  limit: number,
): Promise<number> {
  const isOld = sql`${lt(outboxMails.createdAt, settledBefore)} and ${lt(outboxMails.settledAt, settledBefore)}`
  return deleteSome(db, { table: outboxMails, where: sql`${mayReachStranger} and ${isOld}`, limit })
}

type Ambiguous = { readonly toStrangersBefore: Date; readonly before: Date }

/**
 * Ambiguous mails without a decision of the operator: those that may have reached a stranger, and after
 * longer all. A batch goes with its last one, since it holds addresses and texts.
 */
export async function deleteAmbiguousMails(
  db: DbOrTx,
  { toStrangersBefore, before }: Ambiguous,
  limit: number,
): Promise<number> {
  const isOld = sql`(created_at < ${before.toISOString()}::timestamptz
    or (${mayReachStranger} and created_at < ${toStrangersBefore.toISOString()}::timestamptz))`
  const deleted = await db.execute(sql`
    with gone as (
      delete from outbox_mails where id = any(array(
        select id from outbox_mails where status = 'ambiguous' and ${isOld} order by id limit ${limit} for update))
      returning id, batch_id),
    emptied as (
      delete from outbox_batches b where b.id in (select batch_id from gone) and b.lease_until is null and not exists (
        select from outbox_mails m where m.id = any(b.mail_ids) and m.batch_id = b.id and m.status = 'ambiguous'
        and m.id not in (select id from gone)))
    select id from gone`)
  return deleted.count
}

export async function deleteSettledMails(db: DbOrTx, settledBefore: Date, limit: number): Promise<number> {
  // The first condition is implied by the second, but it can use the index on `created_at`.
  const where = sql`${lt(outboxMails.createdAt, settledBefore)} and ${lt(outboxMails.settledAt, settledBefore)}`
  return deleteSome(db, { table: outboxMails, where, limit })
}
