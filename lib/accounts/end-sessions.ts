import "server-only"
import { forgetDevices } from "@/db/queries/known-devices"
import { revokeOtherSessions, revokeOwnSession } from "@/db/queries/sessions"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, SessionId } from "@/lib/domain/ids/brand"
import type { Client } from "@/lib/runtime/client"

type Ending = { readonly customerId: CustomerId; readonly sessionId: SessionId; readonly client: Client }

/** Ends one of the customer's sessions, from the next request on. False when it was over, or is not theirs. */
export async function endOneSession(app: App, { customerId, sessionId, client }: Ending): Promise<boolean> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const ended = await revokeOwnSession(tx, { id: sessionId, customerId }, now)
    if (ended) await recordEvent(tx, { kind: "session-ended", customerId, client }, now)
    return ended
  })
}

/** Ends all of the customer's sessions but this one, and forgets the browsers that they were in. */
export async function endOtherSessions(app: App, { customerId, sessionId, client }: Ending): Promise<void> {
  const now = app.now()
  await app.db.transaction(async (tx) => {
    await revokeOtherSessions(tx, { customerId, except: sessionId }, now)
    await forgetDevices(tx, customerId, client.deviceHash)
    await recordEvent(tx, { kind: "other-sessions-ended", customerId, client }, now)
  })
}
