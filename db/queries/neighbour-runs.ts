import "server-only"
import { sql } from "drizzle-orm"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"

export type NeighbourRun = {
  readonly firstSerial: string
  readonly lastSerial: string
  readonly cards: number
  readonly lastAt: Date
  /** The accounts that added them, also where the card is removed again. */
  readonly customerIds: readonly CustomerId[]
}

type Rule = {
  readonly since: Date
  readonly apart: number
  readonly cards: number
  readonly perAccount: number
  readonly limit: number
}

/**
 * Runs of neighbouring serials among the cards added since an instant, the longest first: the gap to the
 * serial before begins a run.
 */
export async function listNeighbourRuns(
  db: DbOrTx,
  { since, apart, cards, perAccount, limit }: Rule,
): Promise<NeighbourRun[]> {
  const rows = await db.execute<Omit<NeighbourRun, "lastAt"> & { lastAt: string }>(sql`
    with added as (
      select l.customer_id, l.linked_at, k.serial, k.serial::numeric as number
      from smartcard_links l join smartcards k on k.id = l.smartcard_id
      where l.linked_at > ${since.toISOString()}::timestamptz
    ), marked as (
      select *, case when number - lag(number) over by_number <= ${apart}::int then 0 else 1 end as begins
      from added window by_number as (order by number)
    ), numbered as (
      select *, sum(begins) over (order by number rows unbounded preceding) as run from marked
    )
    select min(serial) as "firstSerial", max(serial) as "lastSerial", count(distinct serial)::int as cards,
      max(linked_at) as "lastAt", array_agg(distinct customer_id) as "customerIds"
    from numbered group by run
    having count(distinct serial) >= ${cards}::int
      and count(distinct serial) >= ${perAccount}::int * count(distinct customer_id)
    order by 3 desc, 1 limit ${limit}::int`)
  return rows.map(({ lastAt, ...row }) => ({ ...row, lastAt: new Date(lastAt) }))
}
