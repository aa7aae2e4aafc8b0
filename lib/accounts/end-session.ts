import "server-only"
import { renewDevice } from "@/db/queries/known-devices"
import { revokeSession } from "@/db/queries/sessions"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { EndedSession } from "@/lib/auth/auth-parts"
import type { CustomerId } from "@/lib/domain/ids/brand"

/**
 * Revokes the session of a browser that signs out. The browser stays known, so that strangers cannot lock its
 * owner out there, under another key: copies of the old one are dead. Null if there was nothing to revoke.
 */
export async function endSession(
  app: App,
  { keyHash, client, deviceHash }: EndedSession,
): Promise<CustomerId | null> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const customerId = await revokeSession(tx, keyHash, now)
    if (!customerId) return null
    await renewDevice(tx, { customerId, from: client.deviceHashes, to: deviceHash }, now)
    await recordEvent(tx, { kind: "signed-out", customerId, client }, now)
    return customerId
  })
}
