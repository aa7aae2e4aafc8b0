import postgres from "postgres"
import { alertWindow } from "@/lib/domain/time/alert-window"
import { hourMs, later, secondMs } from "@/lib/domain/time/lifetimes"

export type Population = {
  readonly subscriptions: number
  /** How many of them end within the window of the reminders. */
  readonly due: number
}

/** Every run starts at this instant: a working day in autumn. */
export const startsAt = new Date("2026-10-05T06:00:00.000Z")

/** A tenth of the customers with a due subscription have two of them, in one mail. */
export const mailsFor = ({ due }: Population) => due * 0.9

const bigTables = ["customers", "smartcards", "smartcard_links", "subscriptions"]

/**
 * Alternately a customer with one card of two packages and a customer with two cards of one package each;
 * half of the subscriptions bought, half imported. The due ones are scattered over the tables; the others
 * end in the 30 days before the window or in the 60 days after it. In SQL, not by the factories of
 * tests/support: one statement stores a table of up to ten million rows.
 */
export async function seed(url: string, population: Population): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`set session_replication_role = replica`
    await sql`set synchronous_commit = off`
    await sql`set maintenance_work_mem = '512MB'`
    await helpers(sql)
    await catalogue(sql)
    const restore = await dropIndexes(sql)
    const customers = population.subscriptions / 2
    await people(sql, customers)
    await cards(sql, customers)
    await periods(sql, customers, population)
    for (const statement of restore) await sql.unsafe(statement)
    await sql.unsafe(`vacuum (analyze) ${bigTables.join(", ")}, packages, offers`)
    await sql`checkpoint`
  } finally {
    await sql.end()
  }
}

async function helpers(sql: postgres.Sql) {
  // Ids ascend in the order of creation, as those of uuidv7() do.
  await sql`create function bench_id(n bigint) returns uuid language sql immutable
    return ('01990000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`
  await sql`create function bench_first_card(customer bigint) returns bigint language sql immutable
    return customer + customer / 2`
  // Spread evenly between 0 and 1, in an order that follows no column.
  await sql`create function bench_spread(n bigint) returns float8 language sql immutable
    return (n * 104729 % 1000003) / 1000003.0`
}

async function catalogue(sql: postgres.Sql) {
  await sql`insert into packages (id, code, name, position)
    select bench_id(n), 'focus-' || n, 'Focus ' || (array['Start','Familie','Extra','Sport','Cinema','Copii'])[n], n
    from generate_series(1, 6) n`
  await sql`insert into offers (id, code, package_id, months, price_bani, valid_from)
    select bench_id(n * 10 + m), 'focus-' || n || '-' || m, bench_id(n), m, (2000 + 500 * n) * m, '2026-01-01'
    from generate_series(1, 6) n, unnest(array[1, 3, 12]) m`
}

/** Rows are inserted faster without indexes. Returns the statements that restore them. */
async function dropIndexes(sql: postgres.Sql): Promise<string[]> {
  const indexes = await sql<{ drop: string; restore: string }[]>`
    select case when c.oid is null then format('drop index %s', i.indexrelid::regclass)
        else format('alter table %s drop constraint %I', i.indrelid::regclass, c.conname) end as drop,
      case when c.oid is null then pg_get_indexdef(i.indexrelid)
        else format('alter table %s add constraint %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) end as restore
    from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('x', 'u')
    where i.indrelid = any(${bigTables}::regclass[]) and not i.indisprimary`
  for (const { drop } of indexes) await sql.unsafe(drop)
  return indexes.map(({ restore }) => restore)
}

async function people(sql: postgres.Sql, customers: number) {
  await sql`
    insert into customers (id, email, password_hash, full_name, phone, terms_version, terms_accepted_at, created_at)
    select bench_id(n), 'client' || n || '@exemplu.example', '$argon2id$v=19$m=19456,t=2,p=1$' || repeat(md5(n::text), 2),
      (array['Ioana','Andrei','Ștefania','Mihai','Țuca','Gheorghe','Ana-Maria'])[1 + n % 7] || ' ' ||
        (array['Popescu','Ionescu','Mureșan','Țîrlea','Constantinescu'])[1 + n % 5],
      '07' || lpad((n % 100000000)::text, 8, '0'), '2026-01', ${startsAt}, ${startsAt}
    from generate_series(1::bigint, ${customers}) n`
}

async function cards(sql: postgres.Sql, customers: number) {
  await sql`
    insert into smartcards (id, serial, status, created_at, updated_at)
    select bench_id(n), lpad((20000000000 + n)::text, 11, '0'), 'in_service', ${startsAt}, ${startsAt}
    from generate_series(1::bigint, ${customers + Math.ceil(customers / 2)}) n`
  await sql`
    insert into smartcard_links (id, smartcard_id, customer_id, label, linked_at)
    select bench_id(n), bench_id(n), bench_id(customer), (array['', 'Sufragerie', 'La bunica'])[1 + n % 3], ${startsAt}
    from generate_series(1::bigint, ${customers}) customer,
      generate_series(bench_first_card(customer), bench_first_card(customer) + customer % 2) n`
}

async function periods(sql: postgres.Sql, customers: number, { due }: Population) {
  const { after, before } = alertWindow(startsAt)
  // Two hours after the start of the window: still due at the end of a long run.
  const from = later(after, 2 * hourMs)
  const to = later(before, -secondMs)
  await sql`
    with owned as (
      select customer, slot, customer * 2 - 1 + slot as n, customer * 7919 % ${customers}::bigint as place,
        bench_spread(customer * 2 + slot) as spread, bench_first_card(customer) + customer % 2 * slot as card,
        1 + (customer + slot) % 6 as package
      from generate_series(1::bigint, ${customers}) customer, generate_series(0, 1) slot),
    ending as (
      select *, case
        when place < ${due}::float8 * (case slot when 0 then 0.9 else 0.1 end)
          then ${from}::timestamptz + spread * (${to}::timestamptz - ${from}::timestamptz)
        when n % 3 = 0 then ${after}::timestamptz - interval '1 second' - spread * interval '30 days'
        else ${before}::timestamptz + interval '1 second' + spread * interval '60 days' end as ends_at
      from owned)
    insert into subscriptions (id, smartcard_id, package_id, status, starts_at, ends_at, customer_id, offer_id, created_at)
    select bench_id(n), bench_id(card), bench_id(package), 'active', ends_at - interval '90 days', ends_at,
      case when customer % 4 < 2 then bench_id(customer) end, case when customer % 4 < 2 then bench_id(package * 10 + 3) end,
      ends_at - interval '90 days'
    from ending order by n`
}
