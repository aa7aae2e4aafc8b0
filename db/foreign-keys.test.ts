import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()

/**
 * What these name is never deleted, and no statement looks rows up by them alone. A change of that needs an
 * index first.
 */
const withoutIndex = [
  "invoices.storno_of",
  "order_lines.offer_id",
  "order_lines.package_id",
  // Past links are read by customer only; the present one has its unique index.
  "smartcard_links.smartcard_id",
  "subscriptions.offer_id",
  "subscriptions.package_id",
]

test("every other foreign key has an index that begins with its column and holds every row", async () => {
  const rows = await t.db.execute<{ key: string }>(sql`
    select c.conrelid::regclass || '.' || a.attname as key
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
      select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = a.attnum
      and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = format('(%s IS NOT NULL)', a.attname)))
    order by 1`)
  expect(rows.map(({ key }) => key)).toEqual(withoutIndex)
})
