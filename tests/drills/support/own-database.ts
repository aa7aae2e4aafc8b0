import { randomBytes } from "node:crypto"
import { rmSync } from "node:fs"
import { closeDb, createDb } from "@/db/client"
import { migrateDatabase } from "@/db/migrate"
import { createDatabase, createProductRole } from "@/scripts/lib/databases"
import { startPostgres } from "@/scripts/lib/postgres"
import { temporaryFolder } from "@/scripts/lib/postgres-files"
import type { createStopList } from "@/scripts/lib/steps"

type Stops = Pick<ReturnType<typeof createStopList>, "add">

/**
 * A PostgreSQL server, a migrated database and a folder for one drill. `stops` removes all of it; so does
 * the end of this process. `db` connects as the owner, to read and to disturb; `url` is for the role that
 * runs the product.
 */
export async function startOwnDatabase(
  stops: Stops,
  { name, connections, crashSafe }: { name: string; connections: number; crashSafe?: boolean | undefined },
) {
  const folder = temporaryFolder(`focus-sat-${name}-`)
  stops.add("The folder", async () => rmSync(folder, { recursive: true, force: true }))
  const password = randomBytes(16).toString("hex")
  const server = await startPostgres({ folder, password, temporary: true, crashSafe })
  stops.add("PostgreSQL", server.stop)
  await createDatabase(server.url("postgres"), "focus_sat")
  const ownerUrl = server.url("focus_sat")
  await migrateDatabase(ownerUrl)
  const url = await createProductRole(ownerUrl)
  const db = createDb(ownerUrl, { max: connections })
  stops.add("The connection", () => closeDb(db))
  return { folder, server, url, db }
}
