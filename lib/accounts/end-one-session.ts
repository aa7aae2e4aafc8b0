import "server-only"
import { forgetDevice, forgetDevices } from "@/db/queries/known-devices"
import { revokeOwnSession } from "@/db/queries/sessions"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, SessionId } from "@/lib/domain/ids/brand"
import type { Client } from "@/lib/runtime/client"

type EndSessionOptions = {
  readonly customerId: CustomerId
  readonly sessionId: SessionId
  readonly client: Client
}

/**
 * Revokes one session of the customer and forgets its device: the next sign-in from there is mailed, and its
 * attempts count like those of strangers. The device of a session from before it was stored is not known: all
 * but this browser's are forgotten. False when the session has ended already or belongs to another customer.
 */
export async function endOneSession(
  app: App,
  { customerId, sessionId, client }: EndSessionOptions,
): Promise<boolean> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const ended = await revokeOwnSession(tx, { id: sessionId, customerId }, now)
    if (!ended) return false
    if (ended.deviceHash) await forgetDevice(tx, { customerId, keyHash: ended.deviceHash })
    else await forgetDevices(tx, customerId, client.deviceHashes)
    await recordEvent(tx, { kind: "session-ended", customerId, client }, now)
    return true
  })
}
