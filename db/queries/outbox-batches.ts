import "server-only"
import { and, eq, getTableColumns, sql } from "drizzle-orm"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { outboxBatches } from "../schema"

/** One array parameter instead of one parameter per id. */
const uuids = (ids: readonly string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`
const at = (instant: Date) => sql`${instant.toISOString()}::timestamptz`

/**
 * A worker's claim of a batch. The next claim raises `attempts`, so that an earlier worker matches no row.
 * Only `settleSentBatch` ignores it: an accepted batch is sent, whichever worker sent it.
 */
export type BatchClaim = { readonly id: string; readonly attempts: number }

const isClaimed = ({ id, attempts }: BatchClaim) =>
  and(eq(outboxBatches.id, id), eq(outboxBatches.attempts, attempts))

/** What a worker can do next. */
type OutboxDemand = {
  /** The lane of the most urgent waiting mail; null if none waits. */
  readonly waiting: number | null
  /** The lane of the most urgent batch with an expired lease. */
  readonly stale: number | null
  /** Null: the queue has no pause. False: the pause is over, or it is of another sender. */
  readonly isPaused: boolean | null
}

/** `except`: waiting mails that this process cannot write. */
type DemandOptions = { readonly sender: string; readonly except: readonly OutboxMailId[] }

/**
 * `order by … limit 1` forces an index scan; with stale statistics EXISTS was planned as a sequential scan.
 */
export async function getOutboxDemand(
  db: DbOrTx,
  { sender, except }: DemandOptions,
  now: Date,
): Promise<OutboxDemand> {
  const [row] = await db.execute<OutboxDemand>(sql`
    select
      (select priority from outbox_mails where props is not null and id <> all(${uuids(except)})
        order by priority, id limit 1) as waiting,
      (select priority from outbox_batches where lease_until <= ${at(now)} order by priority, lease_until limit 1) as stale,
      (select until > ${at(now)} and (cause <> 'sender' or sender = ${sender}) from outbox_pause) as "isPaused"`)
  if (!row) throw new Error("The query returned no row")
  return row
}

type NewBatch = {
  readonly id: string
  readonly priority: number
  readonly mailIds: readonly OutboxMailId[]
  readonly payload: Uint8Array
  readonly leaseUntil: Date
  /** Now if it is sent at once; null if it waits for a worker. */
  readonly unknownSince: Date | null
}

/** Stores a batch before it is sent, marks its mails frozen and erases their props. */
export async function freezeMails(tx: DbOrTx, batch: NewBatch, now: Date): Promise<void> {
  const { id, priority, mailIds, payload, leaseUntil, unknownSince } = batch
  await tx.insert(outboxBatches).values({
    ...{ id, priority, payload, leaseUntil, unknownSince },
    mailIds: [...mailIds],
    frozenAt: now,
  })
  await tx.execute(sql`
    update outbox_mails set status = 'frozen', batch_id = ${id}::uuid, frozen_at = ${at(now)}, props = null
    where id = any(${uuids(mailIds)})`)
}

/**
 * Claims the most urgent batch whose lease has expired. One guarded statement, so that one worker wins. The
 * outcome counts as unknown from the claim on: a worker that dies stores no outcome. `unknownBefore` is the
 * value before this claim.
 */
export async function claimStaleBatch(db: DbOrTx, leaseUntil: Date, now: Date) {
  const [claimed] = await db
    .update(outboxBatches)
    .set({
      leaseUntil,
      attempts: sql`${outboxBatches.attempts} + 1`,
      unknownSince: sql`coalesce(${outboxBatches.unknownSince}, ${at(now)})`,
    })
    .where(
      sql`${outboxBatches.id} = (
        select id from outbox_batches where lease_until <= ${at(now)}
        order by priority, lease_until limit 1 for update skip locked)`,
    )
    .returning({
      ...getTableColumns(outboxBatches),
      unknownBefore: sql<Date | null>`old.unknown_since`.mapWith(outboxBatches.unknownSince),
    })
  return claimed ?? null
}

type SentBatch = { readonly id: string; readonly providerIds: readonly string[] }

/**
 * Marks the mails of an accepted batch sent and returns their number; 0 if the batch was settled before.
 * `synchronous_commit = off`: if a crash loses this commit, the batch is sent again under the same key.
 */
export async function settleSentBatch(db: DbOrTx, batch: SentBatch, now: Date): Promise<number> {
  const providerIds = sql`array(select jsonb_array_elements_text(${JSON.stringify(batch.providerIds)}::text::jsonb))`
  const settled = await db.execute(sql`
    with hurry as materialized (select set_config('synchronous_commit', 'off', true)),
    settled as (delete from outbox_batches where id = ${batch.id}::uuid returning id, mail_ids)
    update outbox_mails set status = 'sent', settled_at = ${at(now)}, provider_id = sent.provider_id, last_error = null
    from settled, hurry, unnest(settled.mail_ids, ${providerIds}) as sent(id, provider_id)
    where outbox_mails.id = sent.id and outbox_mails.batch_id = settled.id and outbox_mails.status in ('frozen', 'ambiguous')`)
  return settled.count
}

type FailedBatch = BatchClaim & { readonly reason: string }

/** Marks the mails of a batch that the provider rejected failed. Returns their number. */
export async function settleRejectedBatch(db: DbOrTx, batch: FailedBatch, now: Date): Promise<number> {
  const settled = await db.execute(sql`
    with settled as (delete from outbox_batches where ${isClaimed(batch)} returning id, mail_ids)
    update outbox_mails set status = 'failed', settled_at = ${at(now)}, last_error = ${batch.reason}
    from settled where outbox_mails.id = any(settled.mail_ids) and outbox_mails.batch_id = settled.id and outbox_mails.status = 'frozen'`)
  return settled.count
}

type PostponedBatch = FailedBatch & { readonly unknownSince: Date | null }

/** Lets workers claim the batch again from `retryAt`, to send the same bytes under the same key. */
export async function postponeBatch(db: DbOrTx, batch: PostponedBatch, retryAt: Date): Promise<void> {
  const { reason, unknownSince } = batch
  await db
    .update(outboxBatches)
    .set({ leaseUntil: retryAt, lastError: reason, unknownSince })
    .where(isClaimed(batch))
}

/**
 * For a batch that may have been sent and whose idempotency key has expired: its mails wait for an operator's
 * decision. Returns their number.
 */
export async function markAmbiguous(db: DbOrTx, batch: FailedBatch): Promise<number> {
  const { reason } = batch
  const marked = await db.execute(sql`
    with marked as (
      update outbox_batches set lease_until = null, last_error = ${reason} where ${isClaimed(batch)}
      returning id, mail_ids)
    update outbox_mails set status = 'ambiguous', last_error = ${reason}
    from marked where outbox_mails.id = any(marked.mail_ids) and outbox_mails.batch_id = marked.id and outbox_mails.status = 'frozen'`)
  return marked.count
}

/** Deletes a claimed batch and returns its priority; null if another worker has claimed or settled it. */
export async function consumeBatch(tx: DbOrTx, batch: BatchClaim): Promise<number | null> {
  const [gone] = await tx
    .delete(outboxBatches)
    .where(isClaimed(batch))
    .returning({ priority: outboxBatches.priority })
  return gone?.priority ?? null
}

export async function lockBatch(tx: DbOrTx, id: string) {
  const [found] = await tx.select().from(outboxBatches).where(eq(outboxBatches.id, id)).for("update")
  return found ?? null
}

/** Deletes an ambiguous batch once none of its mails is ambiguous any more. */
export async function deleteDecidedBatch(db: DbOrTx, id: string): Promise<void> {
  await db.execute(sql`
    delete from outbox_batches b where b.id = ${id}::uuid and b.lease_until is null and not exists (
      select from outbox_mails m where m.id = any(b.mail_ids) and m.batch_id = b.id and m.status = 'ambiguous')`)
}
