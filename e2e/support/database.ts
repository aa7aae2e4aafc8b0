import postgres from "postgres"
import { environment } from "./environment"

/** Changes on the servers' database that otherwise only time or the operator can make. */
export async function withDatabase(act: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(environment.databaseUrl, { max: 1, onnotice: () => {} })
  try {
    await act(sql)
  } finally {
    await sql.end()
  }
}
