import { sql } from "drizzle-orm"
import type { Db } from "@/db/client"

/** Which tables hold the text in any column. */
export async function tablesWith(db: Db, text: string): Promise<readonly string[]> {
  const names = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  )
  const found = []
  for (const { name } of names) {
    const holds = sql`select 1 from ${sql.identifier(name)} r where strpos(r::text, ${text}) > 0 limit 1`
    if ((await db.execute(holds)).length > 0) found.push(name)
  }
  return found.sort()
}
