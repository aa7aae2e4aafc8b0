import "server-only"
import type { ProviderSessionId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { paymentEvents } from "../schema"

type NewPaymentEvent = {
  readonly eventId: string
  readonly type: string
  readonly sessionId: ProviderSessionId
}

/** Does nothing when the event is stored already. */
export async function insertPaymentEvent(db: DbOrTx, event: NewPaymentEvent, now: Date): Promise<void> {
  await db
    .insert(paymentEvents)
    .values({ ...event, receivedAt: now })
    .onConflictDoNothing({ target: paymentEvents.eventId })
}
