import postgres from "postgres"
import { environment } from "./environment"

/**
 * Runs statements on the database of the servers, for what only the passing of time or the operator can
 * change.
 */
export async function withDatabase(act: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(environment.databaseUrl, { max: 1, onnotice: () => {} })
  try {
    await act(sql)
  } finally {
    await sql.end()
  }
}
