import "server-only"
import { forgetDevices } from "@/db/queries/known-devices"
import { revokeOtherSessions } from "@/db/queries/sessions"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { type RenewedSession, renewSession } from "./renew-session"

/**
 * Revokes all sessions of the customer except this one, which gets another key, and forgets all other known
 * devices. `session-over`: this one ended, or got another key, while the request was under way.
 */
export async function endOtherSessions(
  app: App,
  session: RenewedSession,
): Promise<Result<undefined, "session-over">> {
  const { customerId, sessionId, client, renewal } = session
  const now = app.now()
  return app.db.transaction(async (tx) => {
    if (!(await renewSession(tx, session, now))) return refuse("session-over")
    await revokeOtherSessions(tx, { customerId, except: sessionId }, now)
    await forgetDevices(tx, customerId, [renewal.deviceHash])
    await recordEvent(tx, { kind: "other-sessions-ended", customerId, client }, now)
    return ok()
  })
}
