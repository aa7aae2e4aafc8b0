import { randomBytes } from "node:crypto"
import { migrateDatabase } from "@/db/migrate"
import { createDatabase, createProductRole, dropDatabase } from "@/scripts/lib/databases"
import { type PostgresServer, startPostgres } from "@/scripts/lib/postgres"
import { temporaryFolder } from "@/scripts/lib/postgres-files"
import { templateDatabase } from "@/tests/support/template-database"

/** A PostgreSQL with a migrated database to copy. */
export type Store = { readonly serverUrl: string; readonly productUrl: string }

export async function startStore(): Promise<Store & { readonly stop: PostgresServer["stop"] }> {
  const server = await startPostgres({
    folder: temporaryFolder("focus-sat-simulation-"),
    password: randomBytes(16).toString("hex"),
    temporary: true,
    // Small tables for minutes: neither better plans nor cleaning are worth their time.
    settings: ["plan_cache_mode=force_generic_plan", "jit=off", "autovacuum=off"],
  })
  const serverUrl = server.url("postgres")
  try {
    await createDatabase(serverUrl, templateDatabase)
    await migrateDatabase(server.url(templateDatabase))
    return { serverUrl, productUrl: await createProductRole(server.url(templateDatabase)), stop: server.stop }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Runs with a fresh database, in the role that runs the product. */
export async function withFreshDatabase<Value>(
  { serverUrl, productUrl }: Store,
  run: (databaseUrl: string) => Promise<Value>,
): Promise<Value> {
  const name = `s_${randomBytes(8).toString("hex")}`
  await createDatabase(serverUrl, name, templateDatabase)
  try {
    const url = new URL(productUrl)
    url.pathname = `/${name}`
    return await run(url.href)
  } finally {
    await dropDatabase(serverUrl, name)
  }
}
