import "server-only"
import { and, asc, count, eq, inArray, lt, lte, sql } from "drizzle-orm"
import type { CustomerId, OutboxMailId } from "@/lib/domain/brand"
import type { DbOrTx } from "../client"
import type { MailStatus } from "../schema"
import { customers, outboxMails } from "../schema"

type NewOutboxMail = Pick<
  typeof outboxMails.$inferInsert,
  | "kind"
  | "lane"
  | "priority"
  | "customerId"
  | "recipient"
  | "props"
  | "dedupeKey"
  | "expiresAt"
  | "createdAt"
  | "dueAt"
>

/** Null when a mail with the same dedupe key was stored before. */
export async function insertMail(db: DbOrTx, mail: NewOutboxMail): Promise<OutboxMailId | null> {
  const [inserted] = await db
    .insert(outboxMails)
    .values(mail)
    .onConflictDoNothing({ target: outboxMails.dedupeKey })
    .returning({ id: outboxMails.id })
  return inserted?.id ?? null
}

/**
 * Waiting mails, most urgent lane first. Locked until the transaction ends; what another worker holds is skipped.
 */
export async function lockWaitingMails(
  db: DbOrTx,
  { limit, lowestPriority }: { limit: number; lowestPriority: number },
  now: Date,
) {
  return db
    .select({
      id: outboxMails.id,
      kind: outboxMails.kind,
      lane: outboxMails.lane,
      recipient: outboxMails.recipient,
      props: outboxMails.props,
      expiresAt: outboxMails.expiresAt,
      wantsReminders: customers.remindersEnabled,
    })
    .from(outboxMails)
    .leftJoin(customers, eq(customers.id, outboxMails.customerId))
    .where(
      and(
        eq(outboxMails.status, "waiting"),
        lte(outboxMails.priority, lowestPriority),
        lte(outboxMails.dueAt, now),
      ),
    )
    .orderBy(asc(outboxMails.priority), asc(outboxMails.id))
    .limit(limit)
    .for("update", { of: outboxMails, skipLocked: true })
}

type FrozenMail = { readonly id: OutboxMailId; readonly payload: Uint8Array }

/** Writes down a batch before anything is sent: who is in it, in which order, and the bytes. */
export async function freezeMails(
  db: DbOrTx,
  batch: { readonly id: string; readonly mails: readonly FrozenMail[]; readonly leaseUntil: Date },
  now: Date,
): Promise<void> {
  const rows = batch.mails.map(
    ({ id, payload }, position) => sql`(${id}::uuid, ${position}::int, ${Buffer.from(payload)}::bytea)`,
  )
  await db.execute(sql`
    update ${outboxMails} set
      status = 'frozen', batch_id = ${batch.id}::uuid, batch_position = frozen.position, payload = frozen.payload,
      frozen_at = ${now.toISOString()}::timestamptz, lease_until = ${batch.leaseUntil.toISOString()}::timestamptz,
      attempts = 1
    from (values ${sql.join(rows, sql`, `)}) as frozen(id, position, payload)
    where ${outboxMails.id} = frozen.id`)
}

/**
 * Takes over a batch whose last attempt has no known outcome and whose lease is over: one guarded statement, so that one
 * worker wins. Its mails come back in their order, with the bytes of the first attempt.
 */
export async function claimStaleBatch(db: DbOrTx, leaseUntil: Date, now: Date) {
  const [stale] = await db
    .select({ batchId: outboxMails.batchId })
    .from(outboxMails)
    .where(
      and(
        eq(outboxMails.status, "frozen"),
        eq(outboxMails.batchPosition, 0),
        lte(outboxMails.leaseUntil, now),
      ),
    )
    .orderBy(asc(outboxMails.priority), asc(outboxMails.leaseUntil))
    .limit(1)
    .for("update", { skipLocked: true })
  if (!stale?.batchId) return null
  const claimed = await db
    .update(outboxMails)
    .set({ leaseUntil, attempts: sql`${outboxMails.attempts} + 1` })
    .where(and(eq(outboxMails.status, "frozen"), eq(outboxMails.batchId, stale.batchId)))
    .returning({
      id: outboxMails.id,
      position: outboxMails.batchPosition,
      payload: outboxMails.payload,
      frozenAt: outboxMails.frozenAt,
      attempts: outboxMails.attempts,
    })
  return { id: stale.batchId, mails: claimed.sort((a, b) => (a.position ?? 0) - (b.position ?? 0)) }
}

export async function settleSentMails(
  db: DbOrTx,
  sent: readonly { readonly id: OutboxMailId; readonly providerId: string }[],
  now: Date,
): Promise<void> {
  const rows = sent.map(({ id, providerId }) => sql`(${id}::uuid, ${providerId}::text)`)
  await db.execute(sql`
    update ${outboxMails} set
      status = 'sent', settled_at = ${now.toISOString()}::timestamptz, provider_id = settled.provider_id,
      payload = null, props = null, lease_until = null, last_error = null
    from (values ${sql.join(rows, sql`, `)}) as settled(id, provider_id)
    where ${outboxMails.id} = settled.id and ${outboxMails.status} = 'frozen'`)
}

export async function settleMails(
  db: DbOrTx,
  ids: readonly OutboxMailId[],
  outcome: { readonly status: "failed" | "dropped"; readonly reason: string },
  now: Date,
): Promise<void> {
  if (ids.length === 0) return
  await db
    .update(outboxMails)
    .set({
      status: outcome.status,
      lastError: outcome.reason,
      settledAt: now,
      payload: null,
      props: null,
      leaseUntil: null,
    })
    .where(inArray(outboxMails.id, [...ids]))
}

/** The provider may have sent these, and its memory of the key is over: people decide, nobody resends. */
export async function markAmbiguous(db: DbOrTx, ids: readonly OutboxMailId[]): Promise<void> {
  await db
    .update(outboxMails)
    .set({ status: "ambiguous", leaseUntil: null })
    .where(inArray(outboxMails.id, [...ids]))
}

/** When this batch may be tried again, under the same key with the same bytes. */
export async function postponeBatch(
  db: DbOrTx,
  ids: readonly OutboxMailId[],
  retry: { readonly at: Date; readonly reason: string },
): Promise<void> {
  await db
    .update(outboxMails)
    .set({ leaseUntil: retry.at, lastError: retry.reason })
    .where(and(inArray(outboxMails.id, [...ids]), eq(outboxMails.status, "frozen")))
}

/** A batch that was refused for one of its mails goes on as batches of one, each under a key of its own. */
export async function splitBatch(
  db: DbOrTx,
  singles: readonly { readonly id: OutboxMailId; readonly batchId: string }[],
  now: Date,
): Promise<void> {
  const rows = singles.map(({ id, batchId }) => sql`(${id}::uuid, ${batchId}::uuid)`)
  await db.execute(sql`
    update ${outboxMails} set batch_id = single.batch_id, batch_position = 0, lease_until = ${now.toISOString()}::timestamptz
    from (values ${sql.join(rows, sql`, `)}) as single(id, batch_id)
    where ${outboxMails.id} = single.id and ${outboxMails.status} = 'frozen'`)
}

/** Which mails a customer was sent; their texts are not kept. */
export async function listMailsTo(db: DbOrTx, customerId: CustomerId) {
  return db
    .select({
      kind: outboxMails.kind,
      recipient: outboxMails.recipient,
      status: outboxMails.status,
      createdAt: outboxMails.createdAt,
      settledAt: outboxMails.settledAt,
    })
    .from(outboxMails)
    .where(eq(outboxMails.customerId, customerId))
    .orderBy(asc(outboxMails.createdAt), asc(outboxMails.id))
}

export async function countUnsettledMails(db: DbOrTx): Promise<number> {
  const open: MailStatus[] = ["waiting", "frozen"]
  const [counted] = await db
    .select({ left: count() })
    .from(outboxMails)
    .where(inArray(outboxMails.status, open))
  return counted?.left ?? 0
}

export async function deleteSettledMails(db: DbOrTx, settledBefore: Date): Promise<number> {
  const deleted = await db
    .delete(outboxMails)
    .where(lt(outboxMails.settledAt, settledBefore))
    .returning({ id: outboxMails.id })
  return deleted.length
}
