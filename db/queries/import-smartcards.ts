import "server-only"
import { sql } from "drizzle-orm"
import type { Serial } from "@/lib/domain/ids/brand"
import type { BadLine } from "@/lib/domain/import-result"
import type { DbOrTx } from "../client"
import type { SmartcardStatus } from "../schema"

type StagedSmartcard = {
  readonly line: number
  readonly serial: Serial
  readonly status: SmartcardStatus
  /** Null where the file has no code: the stored one stays. */
  readonly activation_code_hash: string | null
}

export async function createSmartcardStage(tx: DbOrTx): Promise<void> {
  await tx.execute(sql`
    create temp table staged_smartcards (line integer, serial text, status text, activation_code_hash text) on commit drop`)
}

export async function stageSmartcards(tx: DbOrTx, lines: readonly StagedSmartcard[]): Promise<void> {
  await tx.execute(sql`
    insert into staged_smartcards
    select * from json_to_recordset(${JSON.stringify(lines)}::text::json) as l(line integer, serial text, status text, activation_code_hash text)`)
}

/** Lines that contradict an earlier line of the file about the same card. */
export async function rejectContradictingSmartcards(tx: DbOrTx): Promise<BadLine[]> {
  const rows = await tx.execute<BadLine>(sql`
    with firsts as (
      select line, (status, activation_code_hash)::text as says, first_value(line) over same_card as first_line,
        first_value((status, activation_code_hash)::text) over same_card as first_says
      from staged_smartcards window same_card as (partition by serial order by line)
    ), bad as (
      select line, first_line from firsts where says <> first_says order by line limit 10000
    ), taken_out as (
      delete from staged_smartcards s using bad where s.line = bad.line
    )
    select line, 'says something else about this card than line ' || first_line as reason from bad order by line`)
  return [...rows]
}

/** The first cards that are new or change, in words. */
export async function listSmartcardChanges(tx: DbOrTx, limit: number): Promise<string[]> {
  const rows = await tx.execute<{ change: string }>(sql`
    select f.serial || ': ' || case when k.id is null then 'new, ' || f.status
        when k.status <> f.status then f.status || ' instead of ' || k.status
        else 'another activation code' end as change
    from staged_smartcards f left join smartcards k on k.serial = f.serial
    where k.id is null or k.status <> f.status
      or k.activation_code_hash is distinct from coalesce(f.activation_code_hash, k.activation_code_hash)
    order by f.line limit ${limit}`)
  return rows.map(({ change }) => change)
}

export async function applySmartcards(tx: DbOrTx, now: Date): Promise<{ inserted: number; updated: number }> {
  const at = sql`${now.toISOString()}::timestamptz`
  const [counts] = await tx.execute<{ inserted: number; updated: number }>(sql`
    with applied as (
      insert into smartcards (serial, status, activation_code_hash, created_at, updated_at)
      select distinct on (serial) serial, status, activation_code_hash, ${at}, ${at} from staged_smartcards order by serial, line
      on conflict (serial) do update set status = excluded.status, updated_at = excluded.updated_at,
          activation_code_hash = coalesce(excluded.activation_code_hash, smartcards.activation_code_hash)
        where smartcards.status <> excluded.status
          or smartcards.activation_code_hash is distinct from coalesce(excluded.activation_code_hash, smartcards.activation_code_hash)
      returning xmax = 0 as is_new
    )
    select count(*) filter (where is_new)::int as inserted, count(*) filter (where not is_new)::int as updated from applied`)
  return counts ?? { inserted: 0, updated: 0 }
}
