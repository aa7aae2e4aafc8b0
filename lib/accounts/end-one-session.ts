import "server-only"
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

/** Revokes one session of the customer. False when it has ended already or belongs to another customer. */
export async function endOneSession(
  app: App,
  { customerId, sessionId, client }: EndSessionOptions,
): Promise<boolean> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const ended = await revokeOwnSession(tx, { id: sessionId, customerId }, now)
    if (ended) await recordEvent(tx, { kind: "session-ended", customerId, client }, now)
    return ended
  })
}
