import "server-only"
import { forgetDevices } from "@/db/queries/known-devices"
import { revokeOtherSessions } from "@/db/queries/sessions"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, SessionId } from "@/lib/domain/ids/brand"
import type { Client } from "@/lib/runtime/client"

type EndSessionOptions = {
  readonly customerId: CustomerId
  readonly sessionId: SessionId
  readonly client: Client
}

/** Revokes all sessions of the customer except this one, and forgets all other known devices. */
export async function endOtherSessions(
  app: App,
  { customerId, sessionId, client }: EndSessionOptions,
): Promise<void> {
  const now = app.now()
  await app.db.transaction(async (tx) => {
    await revokeOtherSessions(tx, { customerId, except: sessionId }, now)
    await forgetDevices(tx, customerId, client.deviceHash)
    await recordEvent(tx, { kind: "other-sessions-ended", customerId, client }, now)
  })
}
