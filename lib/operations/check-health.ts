import "server-only"
import { isMigrated, outboxAgeSeconds, pingDatabase } from "@/db/queries/health"
import type { App } from "@/lib/app"
import { describeError } from "@/lib/runtime/describe-error"
import { log } from "@/lib/runtime/log"

export type Health = { readonly status: "ok" | "unavailable" }
export type Readiness = Health & { readonly migrated?: boolean; readonly outboxAgeSeconds?: number }

/** Whether the database answers within two seconds. */
export const checkHealth = bounded<Health>(async (app) => {
  await pingDatabase(app.db)
  return { status: "ok" }
})

/**
 * Whether this process can serve: database reachable, migrations applied. Mail that waits is told, and does not make it
 * unready: taking processes away would not send it.
 */
export const checkReadiness = bounded<Readiness>(async (app) => {
  const [migrated, age] = await Promise.all([isMigrated(app.db), outboxAgeSeconds(app.db, app.now())])
  return { status: migrated ? "ok" : "unavailable", migrated, outboxAgeSeconds: age }
})

const patienceMs = 2000

/**
 * Asks once at a time: probes that come while the database is silent share one question, and so one connection.
 * Only here any failure is an answer, whatever its name.
 */
function bounded<Answer extends Health>(ask: (app: App) => Promise<Answer>) {
  let underWay: Promise<Answer | Health> | undefined
  return (app: App): Promise<Answer | Health> => {
    underWay ??= Promise.race([ask(app), silence()])
      .catch((error: unknown): Health => {
        log.error({ error: describeError(error) }, "database not reachable")
        return { status: "unavailable" }
      })
      .finally(() => {
        underWay = undefined
      })
    return underWay
  }
}

function silence(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`No answer within ${patienceMs} ms`)), patienceMs).unref()
  })
}
