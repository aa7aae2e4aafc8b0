import { randomBytes } from "node:crypto"
import { mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import postgres from "postgres"
import { migrateDatabase } from "@/db/migrate"
import { createDatabase } from "@/scripts/lib/databases"
import { freePort } from "@/scripts/lib/ports"
import { type PostgresServer, startPostgres } from "@/scripts/lib/postgres"
import { temporaryFolder } from "@/scripts/lib/postgres-files"
import type { createStopList } from "@/scripts/lib/steps"
import { nodeWithTypeScript, startTool } from "@/scripts/lib/tools"
import { workerEnvironment } from "../lib/worker"
import { type Population, seed } from "./seed"

export type Stops = ReturnType<typeof createStopList>

/** The first settings of every tuning guide: the defaults of PostgreSQL are for half a gigabyte of memory. */
export const serverSettings = ["shared_buffers=4GB", "max_wal_size=8GB"]

/** A PostgreSQL for the benchmark, with fsync on as in production, in a temporary folder. */
export async function startGround(stops: Stops) {
  const folder = temporaryFolder("focus-sat-bench-")
  stops.add("folder", async () => rmSync(folder, { recursive: true, force: true }))
  const server = await startPostgres({
    folder: join(folder, "postgres"),
    password: randomBytes(16).toString("hex"),
    temporary: true,
    crashSafe: true,
    settings: serverSettings,
  })
  stops.add("PostgreSQL", () => server.stop())
  const workers = join(folder, "workers")
  mkdirSync(workers)
  return { server, folder: workers }
}

/** A process that accepts mails as the provider does, and counts them. */
export async function startSink(stops: Stops, folder: string) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = await startTool({
    ...nodeWithTypeScript("bench/expiry/mail-sink.ts"),
    env: { ...workerEnvironment, BENCH_PORT: String(port) },
    log: join(folder, "sink.log"),
    onStart: ({ stop }) => stops.add("mail sink", () => stop("SIGTERM", 5_000)),
  })
  const taken = async (): Promise<number> => (await (await fetch(`${url}/count`)).json()).mails
  while (!child.hasEnded() && (await taken().catch(() => null)) === null) await sleep(50)
  return { url, taken }
}

export async function makeDatabase(server: PostgresServer, name: string): Promise<string> {
  await createDatabase(server.url("postgres"), name)
  return server.url(name)
}

export async function seededDatabase(server: PostgresServer, population: Population): Promise<string> {
  const url = await makeDatabase(server, `subscriptions_${population.subscriptions}`)
  await migrateDatabase(url)
  await seed(url, population)
  return url
}

/** Removes what earlier runs stored. */
export async function forgetRuns(url: string): Promise<void> {
  await onDatabase(url, async (sql) => {
    await sql`truncate outbox_mails, outbox_batches, expiry_alerts, mail_events`
    await sql`vacuum analyze subscriptions`
    await sql`checkpoint`
  })
}

/** Counts what the last run stored. */
export async function leftBy(url: string) {
  return onDatabase(url, async (sql) => {
    const [left] = await sql<{ periods: number; sent: number; other: number }[]>`
      select (select count(*)::int from expiry_alerts) as periods,
        count(*) filter (where status = 'sent')::int as sent, count(*) filter (where status <> 'sent')::int as other
      from outbox_mails`
    return left
  })
}

export async function forgetPeer(url: string): Promise<void> {
  await onDatabase(url, async (sql) => {
    await sql`drop schema if exists pgboss cascade`
    await sql`checkpoint`
  })
}

async function onDatabase<Value>(url: string, work: (sql: postgres.Sql) => Promise<Value>): Promise<Value> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}
