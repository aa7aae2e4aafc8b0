import "server-only"
import { and, eq, sql } from "drizzle-orm"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { outboxBatches } from "../schema"

type Mails = readonly OutboxMailId[]

/** As a parameter: one array, whatever its length. */
const uuids = (ids: readonly string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`
const at = (instant: Date) => sql`${instant.toISOString()}::timestamptz`

/** A batch as the worker holds it that claimed it last, for the nth time. */
export type HeldBatch = { readonly id: string; readonly attempts: number }

const isHeld = ({ id, attempts }: HeldBatch) =>
  and(eq(outboxBatches.id, id), eq(outboxBatches.attempts, attempts))

/**
 * What is there for a run to do: mail that somebody waits for, batches that nobody holds. Each is asked for the first in the order of
 * its index: "is there any" is read from the table when the planner believes that there are many, and there is none.
 */
export async function outboxDemand(db: DbOrTx, now: Date) {
  const [row] = await db.execute<{ isUrgent: boolean; isStale: boolean }>(sql`
    select
      (select true from outbox_mails where props is not null and priority = 0
        order by priority, id limit 1) is not null as "isUrgent",
      (select true from outbox_batches where lease_until <= ${at(now)} order by lease_until limit 1) is not null as "isStale"`)
  if (!row) throw new Error("A row of values is a row")
  return row
}

type Freezing = {
  readonly id: string
  readonly priority: number
  readonly mailIds: Mails
  readonly payload: Uint8Array
  readonly leaseUntil: Date
}

/** Writes down a batch before anything is sent: who is in it, in which order, and the bytes. Its mails' own texts go. */
export async function freezeMails(db: DbOrTx, batch: Freezing, now: Date): Promise<void> {
  const { id, priority, mailIds, payload, leaseUntil } = batch
  await db.insert(outboxBatches).values({
    ...{ id, priority, payload, leaseUntil },
    mailIds: [...mailIds],
    frozenAt: now,
  })
  await db.execute(sql`
    update outbox_mails set status = 'frozen', batch_id = ${id}::uuid, frozen_at = ${at(now)}, props = null
    where id = any(${uuids(mailIds)})`)
}

/** Takes over a batch whose last attempt has no known outcome and whose lease is over: one guarded statement, so that one worker wins. */
export async function claimStaleBatch(db: DbOrTx, leaseUntil: Date, now: Date) {
  const [claimed] = await db
    .update(outboxBatches)
    .set({ leaseUntil, attempts: sql`${outboxBatches.attempts} + 1` })
    .where(
      sql`${outboxBatches.id} = (
        select id from outbox_batches where lease_until <= ${at(now)}
        order by priority, lease_until limit 1 for update skip locked)`,
    )
    .returning()
  return claimed ?? null
}

/** The provider has them. Nothing happens when another worker has settled the batch. How many mails that were. */
export async function settleSentBatch(
  db: DbOrTx,
  batch: { readonly id: string; readonly providerIds: readonly string[] },
  now: Date,
): Promise<number> {
  const providerIds = sql`array(select jsonb_array_elements_text(${JSON.stringify(batch.providerIds)}::text::jsonb))`
  const settled = await db.execute(sql`
    with hurry as materialized (select set_config('synchronous_commit', 'off', true)),
    settled as (delete from outbox_batches where id = ${batch.id}::uuid returning id, mail_ids)
    update outbox_mails set status = 'sent', settled_at = ${at(now)}, provider_id = sent.provider_id, last_error = null
    from settled, hurry, unnest(settled.mail_ids, ${providerIds}) as sent(id, provider_id)
    where outbox_mails.id = sent.id and outbox_mails.batch_id = settled.id`)
  return settled.count
}

/** The provider does not take it. How many mails that were. */
export async function settleRefusedBatch(
  db: DbOrTx,
  batch: HeldBatch,
  reason: string,
  now: Date,
): Promise<number> {
  const settled = await db.execute(sql`
    with settled as (delete from outbox_batches where ${isHeld(batch)} returning id, mail_ids)
    update outbox_mails set status = 'failed', settled_at = ${at(now)}, last_error = ${reason}
    from settled where outbox_mails.id = any(settled.mail_ids) and outbox_mails.batch_id = settled.id`)
  return settled.count
}

/** When it may be tried again, under the same key with the same bytes. */
export async function postponeBatch(
  db: DbOrTx,
  batch: HeldBatch,
  retry: { readonly at: Date; readonly reason: string },
): Promise<void> {
  await db.update(outboxBatches).set({ leaseUntil: retry.at, lastError: retry.reason }).where(isHeld(batch))
}

/** The provider may have sent these, and its memory of the key is over: people decide, nobody resends. How many mails that are. */
export async function markAmbiguous(db: DbOrTx, batch: HeldBatch, reason: string): Promise<number> {
  const marked = await db.execute(sql`
    with marked as (update outbox_batches set lease_until = null, last_error = ${reason} where ${isHeld(batch)} returning id, mail_ids)
    update outbox_mails set status = 'ambiguous', last_error = ${reason}
    from marked where outbox_mails.id = any(marked.mail_ids) and outbox_mails.batch_id = marked.id`)
  return marked.count
}

/** A batch that was refused for some of its mails goes on as smaller ones, each under a key of its own, to be sent at once. */
export async function splitBatch(
  db: DbOrTx,
  batch: HeldBatch,
  parts: readonly { readonly id: string; readonly mailIds: Mails; readonly payload: Uint8Array }[],
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(outboxBatches)
      .where(isHeld(batch))
      .returning({ priority: outboxBatches.priority })
    if (!gone) return
    for (const part of parts) {
      await freezeMails(tx, { ...part, priority: gone.priority, leaseUntil: now }, now)
    }
  })
}

export async function findBatch(db: DbOrTx, id: string) {
  const [found] = await db.select().from(outboxBatches).where(eq(outboxBatches.id, id)).for("update")
  return found ?? null
}

/** A batch that waited for people goes once none of its mails does. */
export async function forgetDecidedBatch(db: DbOrTx, id: string): Promise<void> {
  await db.execute(sql`
    delete from outbox_batches b where b.id = ${id}::uuid and b.lease_until is null and not exists (
      select from outbox_mails m where m.id = any(b.mail_ids) and m.batch_id = b.id and m.status = 'ambiguous')`)
}
