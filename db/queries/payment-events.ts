import "server-only"
import { inArray, or } from "drizzle-orm"
import type { ProviderSessionId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { paymentEvents, payments } from "../schema"

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

type EventIds = {
  readonly eventIds: readonly string[]
  readonly sessionIds: readonly ProviderSessionId[]
  readonly providerPaymentIds: readonly string[]
}

/** Which of the events are stored, and which of the sessions and payments are ours. */
export async function listKnownIds(
  db: DbOrTx,
  { eventIds, sessionIds, providerPaymentIds }: EventIds,
): Promise<{ readonly stored: ReadonlySet<string>; readonly ours: ReadonlySet<string> }> {
  const stored = await db
    .select({ eventId: paymentEvents.eventId })
    .from(paymentEvents)
    .where(inArray(paymentEvents.eventId, [...eventIds]))
  const { sessionId, providerPaymentId } = payments
  const ours = await db
    .select({ sessionId, providerPaymentId })
    .from(payments)
    .where(or(inArray(sessionId, [...sessionIds]), inArray(providerPaymentId, [...providerPaymentIds])))
  return {
    stored: new Set(stored.map(({ eventId }) => eventId)),
    ours: new Set(ours.flatMap((one) => [one.sessionId ?? "", one.providerPaymentId ?? ""])),
  }
}
