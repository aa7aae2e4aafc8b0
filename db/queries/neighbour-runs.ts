import "server-only"
import { eq, gt, sql } from "drizzle-orm"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { customers, smartcardLinks } from "../schema"

export type NeighbourRun = {
  readonly firstSerial: string
  readonly lastSerial: string
  readonly cards: number
  readonly lastAt: Date
  /** How many mailboxes the accounts that added them have, closed accounts included. */
  readonly mailboxes: number
  /** The accounts that are open, also where the card is removed again. */
  readonly customerIds: readonly CustomerId[]
}

/** The customers who added a card after an instant. */
export const listAdders = (
  db: DbOrTx,
  since: Date,
): Promise<{ readonly id: CustomerId; readonly email: EmailAddress }[]> =>
  db
    .selectDistinct({ id: customers.id, email: customers.email })
    .from(smartcardLinks)
    .innerJoin(customers, eq(customers.id, smartcardLinks.customerId))
    .where(gt(smartcardLinks.linkedAt, since))

type Rule = {
  readonly since: Date
  readonly apart: number
  readonly cards: number
  readonly perAccount: number
  readonly limit: number
  /** The mailboxes of open accounts, as `closed_links` names those of closed ones. */
  readonly mailboxes: readonly { readonly id: CustomerId; readonly mailbox: string }[]
}

/**
 * Runs of neighbouring serials among the cards added since an instant, the longest first: the gap to the
 * serial before begins a run. The accounts of one mailbox, closed ones included, count as one.
 */
export async function listNeighbourRuns(
  db: DbOrTx,
  { since, apart, cards, perAccount, limit, mailboxes }: Rule,
): Promise<NeighbourRun[]> {
  const after = sql`${since.toISOString()}::timestamptz`
  const rows = await db.execute<Omit<NeighbourRun, "lastAt"> & { lastAt: string }>(sql`
    with added as (
      select l.customer_id, coalesce(m.mailbox, l.customer_id::text) as mailbox, l.linked_at, k.serial
      from smartcard_links l join smartcards k on k.id = l.smartcard_id
      left join json_to_recordset(${JSON.stringify(mailboxes)}::json) as m(id uuid, mailbox text)
        on m.id = l.customer_id
      where l.linked_at > ${after}
      union all select null, mailbox, linked_at, serial from (
        -- Once for each card, also where its account had several addresses; one that is in use comes first.
        select distinct on (serial, linked_at) serial, linked_at, mailbox_hash as mailbox from closed_links c
        where linked_at > ${after} and not exists (
          select from smartcard_links l join smartcards k on k.id = l.smartcard_id
          where k.serial = c.serial and l.linked_at = c.linked_at)
        order by serial, linked_at,
          mailbox_hash in (select mailbox from json_to_recordset(${JSON.stringify(mailboxes)}::json) as m(mailbox text)) desc,
          mailbox_hash) once
    ), marked as (
      select *, case when number - lag(number) over by_number <= ${apart}::int then 0 else 1 end as begins
      from (select *, serial::numeric as number from added) window by_number as (order by number)
    ), numbered as (
      select *, sum(begins) over (order by number rows unbounded preceding) as run from marked
    )
    select min(serial) as "firstSerial", max(serial) as "lastSerial", count(distinct serial)::int as cards,
      max(linked_at) as "lastAt", count(distinct mailbox)::int as mailboxes,
      coalesce(array_agg(distinct customer_id) filter (where customer_id is not null), '{}') as "customerIds"
    from numbered group by run
    having count(distinct serial) >= ${cards}::int
      and count(distinct serial) >= ${perAccount}::int * count(distinct mailbox)
    order by 3 desc, 1 limit ${limit}::int`)
  return rows.map(({ lastAt, ...row }) => ({ ...row, lastAt: new Date(lastAt) }))
}
