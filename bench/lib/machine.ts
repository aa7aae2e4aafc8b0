import { cpus, loadavg, totalmem } from "node:os"
import postgres from "postgres"

export type Machine = {
  readonly cores: number
  readonly processor: string
  readonly memoryGb: number
  readonly node: string
  readonly postgres: string
  /** The load average of the last minute at the start, which includes other programs. */
  readonly loadAtStart: number
}

export async function describeMachine(serverUrl: string): Promise<Machine> {
  const sql = postgres(serverUrl, { max: 1 })
  try {
    const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`
    return {
      cores: cpus().length,
      processor: cpus()[0]?.model.trim() ?? "",
      memoryGb: Math.round(totalmem() / 1_024 ** 3),
      node: process.versions.node,
      postgres: row?.version ?? "",
      loadAtStart: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    }
  } finally {
    await sql.end()
  }
}
