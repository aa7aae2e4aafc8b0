import postgres from "postgres"
import { environment } from "./environment"

/** For what only time or the operator can do: a statement on the servers' own database. */
export async function withDatabase(act: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(environment.databaseUrl, { max: 1, onnotice: () => {} })
  try {
    await act(sql)
  } finally {
    await sql.end()
  }
}
