import { sql } from "drizzle-orm"
import type { Db } from "@/db/client"

/**
 * Lets the database write down who claims a batch and who lets go of one it could not send, by the application_name. `began` is when the
 * transaction began: before it looked for mails.
 */
export async function installWitness(db: Db): Promise<void> {
  await db.execute(sql`
    create table witness (
      number bigint generated always as identity, batch_id uuid not null, worker text not null, is_claim boolean not null,
      lane text not null, began timestamptz not null default now())`)
  await db.execute(sql`create index on witness (batch_id, number)`)
  await db.execute(sql`
    create function witness_batch() returns trigger language plpgsql as $$
    begin
      insert into witness (batch_id, worker, is_claim, lane) values (
        new.id, current_setting('application_name'), tg_op = 'INSERT' or new.attempts > old.attempts,
        (array['security', 'orders', 'reminders'])[new.priority + 1]);
      return null;
    end $$`)
  await db.execute(sql`
    create trigger witness_batch after insert or update on outbox_batches for each row execute function witness_batch()`)
}

export type HeldBatch = { readonly batchId: string; readonly mails: readonly string[] }

/** Batches that a worker claimed last and has not settled: it is about to send them, is sending them, or has sent them. */
export async function batchesHeldBy(db: Db, worker: string): Promise<readonly HeldBatch[]> {
  return db.execute<HeldBatch>(sql`
    select b.id as "batchId", b.mail_ids as mails from outbox_batches b, ${lastWord}
    where last.worker = ${worker} and last.is_claim`)
}

/** Everybody who holds one. */
export async function holders(db: Db): Promise<readonly string[]> {
  const rows = await db.execute<{ worker: string }>(sql`
    select distinct last.worker from outbox_batches b, ${lastWord} where last.is_claim`)
  return rows.map(({ worker }) => worker)
}

const lastWord = sql`lateral (
  select w.worker, w.is_claim from witness w where w.batch_id = b.id order by w.number desc limit 1) as last`

export type Claim = { readonly batchId: string; readonly lane: string; readonly began: number }

/** Every claim so far; `began` by the clock of this machine, in milliseconds. */
export async function listClaims(db: Db): Promise<readonly Claim[]> {
  return db.execute<Claim>(sql`
    select batch_id as "batchId", lane, extract(epoch from began)::float8 * 1000 as began
    from witness where is_claim order by number`)
}
