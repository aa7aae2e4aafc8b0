import "server-only"
import { isMigrated, outboxAgeSeconds, pingDatabase } from "@/db/queries/health"
import { findPause } from "@/db/queries/outbox-pause"
import type { PauseCause } from "@/db/schema"
import type { App } from "@/lib/app"
import { describeError } from "@/lib/runtime/describe-error"
import { log } from "@/lib/runtime/log"

export type Health = { readonly status: "ok" | "unavailable" }
export type Readiness = Health & {
  readonly migrated?: boolean
  readonly outboxAgeSeconds?: number
  readonly outboxPause?: PauseCause | null
}

/** Whether the database answers within two seconds. */
export const checkHealth = withTimeout<Health>(async (app) => {
  await pingDatabase(app.db)
  return { status: "ok" }
})

/**
 * Ready: the database answers and its migrations are applied. `outboxAgeSeconds` and `outboxPause` (why the
 * mail provider takes no mail) are for monitoring and do not affect readiness: stopping processes would not
 * send waiting mail.
 */
export const checkReadiness = withTimeout<Readiness>(async (app) => {
  // Without its migrations the database may lack what the rest reads.
  if (!(await isMigrated(app.db))) return { status: "unavailable", migrated: false }
  const [age, pause] = await Promise.all([outboxAgeSeconds(app.db, app.now()), findPause(app.db)])
  return { status: "ok", migrated: true, outboxAgeSeconds: age, outboxPause: pause?.cause ?? null }
})

const timeoutMs = 2000

/**
 * One check at a time: probes that arrive while a check runs share its answer, and so its one connection.
 * Every error becomes the answer `unavailable`; this is the only place that catches errors of all kinds.
 */
function withTimeout<Answer extends Health>(check: (app: App) => Promise<Answer>) {
  let running: Promise<Answer | Health> | undefined
  return (app: App): Promise<Answer | Health> => {
    running ??= Promise.race([check(app), timeout()])
      .catch((error: unknown): Health => {
        log.error({ error: describeError(error) }, "database not reachable")
        return { status: "unavailable" }
      })
      .finally(() => {
        running = undefined
      })
    return running
  }
}

function timeout(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`No answer within ${timeoutMs} ms`)), timeoutMs).unref()
  })
}
