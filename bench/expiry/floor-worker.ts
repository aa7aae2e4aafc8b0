import postgres from "postgres"
import { workOn } from "../lib/worker"
import type { FloorResult, FloorTask } from "./tasks"
import { timed } from "./timed"

const lanes = 3

/** The bare mechanism: rows with a status, 100 of them claimed and marked in one statement. */
await workOn(async ({ url, rows }: FloorTask): Promise<FloorResult> => {
  const sql = postgres(url, { max: lanes, onnotice: () => {} })
  await sql`drop table if exists floor`
  await sql`create table floor (id uuid primary key default uuidv7(), status text not null default 'waiting')`
  await sql`create index on floor (id) where status = 'waiting'`
  await sql`insert into floor select from generate_series(1, ${rows})`
  await sql`vacuum analyze floor`
  const startedAt = Date.now()
  const marked = await timed(async () => {
    const counts = await Promise.all(Array.from({ length: lanes }, () => lane(sql)))
    return counts.reduce((sum, count) => sum + count)
  })
  const endedAt = Date.now()
  await sql`drop table floor`
  await sql.end()
  return { startedAt, endedAt, marked }
})

async function lane(sql: postgres.Sql): Promise<number> {
  for (let count = 0; ; ) {
    const marked = await sql`
      update floor set status = 'sent'
      where id in (select id from floor where status = 'waiting' order by id limit 100 for update skip locked)`
    if (marked.count === 0) return count
    count += marked.count
  }
}
