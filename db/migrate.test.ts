import { randomBytes } from "node:crypto"
import postgres from "postgres"
import { afterEach, beforeEach, expect, inject, test } from "vitest"
import { createDatabase, dropDatabase } from "@/scripts/lib/databases"
import { templateDatabase } from "@/tests/support/template-database"
import { migrateDatabase } from "./migrate"

const quick = { lockTimeoutMs: 100, attempts: 3 }
const name = `m_${randomBytes(8).toString("hex")}`
const url = new URL(inject("serverUrl"))
url.pathname = `/${name}`

beforeEach(() => createDatabase(inject("serverUrl"), name, templateDatabase))
afterEach(() => dropDatabase(inject("serverUrl"), name))

/** A long transaction holds a table that the newest migration has to change. */
async function withHeldTable(act: (release: () => Promise<void>) => Promise<void>): Promise<void> {
  const sql = postgres(url.href, { max: 1 })
  try {
    await sql`delete from drizzle.__drizzle_migrations
      where id = (select max(id) from drizzle.__drizzle_migrations)`
    const holder = await sql.reserve()
    await holder`begin`
    await holder`lock table drizzle.__drizzle_migrations in access exclusive mode`
    await act(async () => {
      // As before: the newest migration is in place already.
      await holder`insert into drizzle.__drizzle_migrations (hash, created_at) values ('', ${4e12})`
      await holder`commit`
    })
  } finally {
    await sql.end({ timeout: 1 })
  }
}

test("a table that stays in use ends it with what to do, and nothing changed", () =>
  withHeldTable(async () => {
    const warnings: string[] = []
    const migrated = migrateDatabase(url.href, { ...quick, onWarning: (text) => warnings.push(text) })
    await expect(migrated).rejects.toThrow(/in use at each of 3 attempts.*pg_stat_activity/)
    expect(warnings).toHaveLength(2)
  }))

test("a table that is free again in time lets it through", () =>
  withHeldTable(async (release) => {
    let released: Promise<void> | undefined
    const onWarning = () => {
      released ??= release()
    }
    await migrateDatabase(url.href, { lockTimeoutMs: 100, attempts: 50, onWarning })
    expect(released).toBeDefined()
    await released
  }))
