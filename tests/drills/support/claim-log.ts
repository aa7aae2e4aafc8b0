import { sql } from "drizzle-orm"
import type { Db } from "@/db/client"

/**
 * A table in which a trigger records every claim of a batch, and every change that releases one, with the
 * worker's application_name. `began` is the start of the transaction, which is before it looked for mails.
 */
export async function installClaimLog(db: Db): Promise<void> {
  await db.execute(sql`
    create table claim_log (
      number bigint generated always as identity, batch_id uuid not null, worker text not null, is_claim boolean not null,
      lane text not null, began timestamptz not null default now())`)
  await db.execute(sql`create index on claim_log (batch_id, number)`)
  await db.execute(sql`
    create function log_claim() returns trigger language plpgsql as $$
    begin
      insert into claim_log (batch_id, worker, is_claim, lane) values (
        new.id, current_setting('application_name'), tg_op = 'INSERT' or new.attempts > old.attempts,
        (array['security', 'orders', 'reminders'])[new.priority + 1]);
      return null;
    end $$`)
  await db.execute(sql`
    create trigger log_claim after insert or update on outbox_batches for each row execute function log_claim()`)
}

export type HeldBatch = { readonly batchId: string; readonly mails: readonly string[] }

/** The batches that this worker claimed last: they are about to be sent, being sent or just sent. */
export async function batchesHeldBy(db: Db, worker: string): Promise<readonly HeldBatch[]> {
  return db.execute<HeldBatch>(sql`
    select b.id as "batchId", b.mail_ids as mails from outbox_batches b, ${lastEntry}
    where last.worker = ${worker} and last.is_claim`)
}

/** The workers that hold a batch. */
export async function listBatchHolders(db: Db): Promise<readonly string[]> {
  const rows = await db.execute<{ worker: string }>(sql`
    select distinct last.worker from outbox_batches b, ${lastEntry} where last.is_claim`)
  return rows.map(({ worker }) => worker)
}

const lastEntry = sql`lateral (
  select l.worker, l.is_claim from claim_log l where l.batch_id = b.id order by l.number desc limit 1) as last`

export type Claim = { readonly batchId: string; readonly lane: string; readonly began: number }

/** Every claim so far, oldest first; `began` in milliseconds of this machine's clock. */
export async function listClaims(db: Db): Promise<readonly Claim[]> {
  return db.execute<Claim>(sql`
    select batch_id as "batchId", lane, extract(epoch from began)::float8 * 1000 as began
    from claim_log where is_claim order by number`)
}
