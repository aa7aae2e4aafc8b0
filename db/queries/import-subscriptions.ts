import "server-only"
import { sql } from "drizzle-orm"
import type { Serial } from "@/lib/domain/ids/brand"
import type { BadLine } from "@/lib/domain/import-result"
import type { DbOrTx } from "../client"
import type { PackageOnCard } from "./subscription-periods"

type StagedSubscription = {
  readonly line: number
  readonly serial: Serial
  readonly packageCode: string
  readonly startsAt: Date
  readonly endsAt: Date
}

export async function createSubscriptionStage(tx: DbOrTx): Promise<void> {
  await tx.execute(sql`
    create temp table staged_subscriptions (
      line integer, serial text, package_code text, starts_at timestamptz(3), ends_at timestamptz(3),
      smartcard_id uuid, package_id uuid) on commit drop`)
}

/** A replaced card stands for the one that replaced it, while it is blocked. */
export async function stageSubscriptions(tx: DbOrTx, lines: readonly StagedSubscription[]): Promise<void> {
  await tx.execute(sql`
    insert into staged_subscriptions
    select l.line, l.serial, l."packageCode", l."startsAt", l."endsAt",
      case when k.status = 'blocked' then coalesce(k.replaced_by, k.id) else k.id end, p.id
    from json_to_recordset(${JSON.stringify(lines)}::text::json)
      as l(line integer, serial text, "packageCode" text, "startsAt" timestamptz, "endsAt" timestamptz)
    left join smartcards k on k.serial = l.serial
    left join packages p on p.code = l."packageCode"`)
}

/** Lines whose card is not in the registry or whose package is not in the catalogue. */
export async function rejectUnknown(tx: DbOrTx): Promise<BadLine[]> {
  const rows = await tx.execute<BadLine>(sql`
    with bad as (
      select line, case when smartcard_id is null then 'unknown smartcard ' || serial else 'unknown package ' || package_code end as reason
      from staged_subscriptions where smartcard_id is null or package_id is null order by line limit 10000
    ), taken_out as (
      delete from staged_subscriptions s using bad where s.line = bad.line
    )
    select line, reason from bad order by line`)
  return [...rows]
}

/**
 * Takes out the lines that say what is stored: a period that equals, or lies inside, one that a customer
 * bought (the conditional-access system lists what our own grants opened), one that began later in an
 * imported period and has its end (a replaced card), and exactly one that we revoked (it was open when the
 * file was written). Returns their number.
 */
export async function setAsideStored(tx: DbOrTx): Promise<number> {
  const taken = await tx.execute(sql`
    delete from staged_subscriptions p using subscriptions s
    where s.smartcard_id = p.smartcard_id and s.package_id = p.package_id and s.status = 'active'
      and s.starts_at <= p.starts_at and s.ends_at >= p.ends_at
      and (s.offer_id is not null or s.starts_at < p.starts_at and s.ends_at = p.ends_at and not exists (
        select from staged_subscriptions r
        where r.smartcard_id = s.smartcard_id and r.package_id = s.package_id and r.starts_at = s.starts_at))`)
  const revoked = await tx.execute(sql`
    delete from staged_subscriptions p using entitlement_commands c
    where c.serial = p.serial and c.package_code = p.package_code and c.type = 'revoke'
      and c.starts_at = p.starts_at and c.ends_at = p.ends_at`)
  return taken.count + revoked.count
}

/** Lines with the key of an earlier line and another end. */
export async function rejectContradictions(tx: DbOrTx): Promise<BadLine[]> {
  const rows = await tx.execute<BadLine>(sql`
    with firsts as (
      select line, ends_at, first_value(ends_at) over same_key as first_ends_at, first_value(line) over same_key as first_line
      from staged_subscriptions window same_key as (partition by smartcard_id, package_id, starts_at order by line)
    ), bad as (
      select line, first_line from firsts where ends_at <> first_ends_at order by line limit 10000
    ), taken_out as (
      delete from staged_subscriptions s using bad where s.line = bad.line
    )
    select line, 'gives the period of line ' || first_line || ' another end' as reason from bad order by line`)
  return [...rows]
}

/**
 * Lines whose period overlaps an earlier period of the file, or a stored one that the file does not replace.
 */
export async function rejectOverlaps(tx: DbOrTx): Promise<BadLine[]> {
  const rows = await tx.execute<BadLine>(sql`
    with periods as (
      select smartcard_id, package_id, starts_at, ends_at, min(line) as line
      from staged_subscriptions group by 1, 2, 3, 4
    ), compared as (
      select line, smartcard_id, package_id, starts_at, max(ends_at) over (
        partition by smartcard_id, package_id order by starts_at rows between unbounded preceding and 1 preceding) > starts_at as is_overlapping
      from periods
    ), in_file as (
      -- Only the first of each card and package: without it the next one may fit.
      select distinct on (smartcard_id, package_id) line from compared where is_overlapping
      order by smartcard_id, package_id, starts_at
    ), with_stored as (
      select p.line, case when o.number is not null then 'overlaps the period that order ' || o.number || ' bought'
          when s.offer_id is not null then 'overlaps a period that a customer bought'
          else 'overlaps a period of the same package that is already stored' end as reason
      from periods p
      join subscriptions s on s.smartcard_id = p.smartcard_id and s.package_id = p.package_id and s.status = 'active'
        and s.starts_at < p.ends_at and s.ends_at > p.starts_at
      left join order_lines bought on bought.id = s.order_line_id
      left join orders o on o.id = bought.order_id
      where s.offer_id is not null or not exists (
        select from periods r where r.smartcard_id = s.smartcard_id and r.package_id = s.package_id and r.starts_at = s.starts_at)
    ), bad as (
      -- What is stored says more than the other line: it names the order.
      select distinct on (line) line, reason from (
        select line, reason, 1 as rank from with_stored union all
        select line, 'overlaps another period of the same package in the file', 2 from in_file) found
      order by line, rank, reason
    ), taken_out as (
      delete from staged_subscriptions s using periods p, bad
      where p.line = bad.line and s.smartcard_id = p.smartcard_id and s.package_id = p.package_id and s.starts_at = p.starts_at
      returning s.line, bad.reason
    )
    select distinct on (line) line, reason from taken_out order by line, reason`)
  return [...rows]
}

/** Packages on cards of which the file names a period and a bought one has not begun. */
export async function listStagedQueues(tx: DbOrTx, now: Date): Promise<PackageOnCard[]> {
  const rows = await tx.execute<PackageOnCard>(sql`
    select distinct s.smartcard_id as "smartcardId", s.package_id as "packageId" from subscriptions s
    where s.status = 'active' and s.offer_id is not null and s.starts_at > ${now.toISOString()}::timestamptz
      and exists (select from staged_subscriptions f where f.smartcard_id = s.smartcard_id and f.package_id = s.package_id)
    order by 1, 2`)
  return [...rows]
}

/**
 * Packages on cards of which the file names a new period that our commands have to open: it stands for a
 * replaced card, or a revoke that closes it too waits to be sent.
 */
export async function listStagedGrants(tx: DbOrTx): Promise<(PackageOnCard & { packageCode: string })[]> {
  const rows = await tx.execute<PackageOnCard & { packageCode: string }>(sql`
    select distinct f.smartcard_id as "smartcardId", f.package_id as "packageId", f.package_code as "packageCode"
    from staged_subscriptions f join smartcards k on k.id = f.smartcard_id
    where (k.serial <> f.serial or exists (
        select from entitlement_commands c where c.serial = k.serial and c.package_code = f.package_code
        and c.type = 'revoke' and c.status = 'pending'))
      and not exists (
        select from subscriptions s where s.smartcard_id = f.smartcard_id and s.package_id = f.package_id
        and s.starts_at = f.starts_at and s.offer_id is null)
    order by 1, 2`)
  return [...rows]
}

/** The first periods that are new or get another end, in words; instants in Bucharest. */
export async function listSubscriptionChanges(tx: DbOrTx, limit: number): Promise<string[]> {
  const clock = (column: string) =>
    sql.raw(`to_char(${column} at time zone 'Europe/Bucharest', 'DD.MM.YYYY HH24:MI')`)
  const rows = await tx.execute<{ change: string }>(sql`
    select p.serial || ' ' || p.package_code || ' from ' || ${clock("p.starts_at")} || case
        when s.id is null then ': new, ends ' || ${clock("p.ends_at")}
        else ': ends ' || ${clock("p.ends_at")} || ' instead of ' || ${clock("s.ends_at")} end as change
    from staged_subscriptions p
    left join subscriptions s on s.smartcard_id = p.smartcard_id and s.package_id = p.package_id
      and s.starts_at = p.starts_at and s.offer_id is null
    where s.id is null or s.ends_at <> p.ends_at
    order by p.line limit ${limit}`)
  return rows.map(({ change }) => change)
}

export async function applySubscriptions(
  tx: DbOrTx,
  now: Date,
): Promise<{ inserted: number; updated: number }> {
  // Deferred: a period may grow into the place that another one of the same file leaves.
  await tx.execute(sql`set constraints subscriptions_no_overlap deferred`)
  const [counts] = await tx.execute<{ inserted: number; updated: number }>(sql`
    with applied as (
      insert into subscriptions (smartcard_id, package_id, status, starts_at, ends_at, created_at)
      select distinct smartcard_id, package_id, 'active', starts_at, ends_at, ${now.toISOString()}::timestamptz
      from staged_subscriptions
      on conflict (smartcard_id, package_id, starts_at) where offer_id is null
        do update set ends_at = excluded.ends_at where subscriptions.ends_at <> excluded.ends_at
      returning xmax = 0 as is_new
    )
    select count(*) filter (where is_new)::int as inserted, count(*) filter (where not is_new)::int as updated from applied`)
  await tx.execute(sql`set constraints subscriptions_no_overlap immediate`)
  return counts ?? { inserted: 0, updated: 0 }
}
