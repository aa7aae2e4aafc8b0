import "server-only"
import {
  insertUnmatched,
  listUnmatched,
  markUnmatchedSeen,
  type UnmatchedPayment,
} from "@/db/queries/unmatched-payments"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { ProviderSessionId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import type { ProviderSession } from "@/lib/payments/provider"
import { log } from "@/lib/runtime/log"

/** Money for which there is no payment. */
export type UnmatchedMoney = Omit<UnmatchedPayment, "seenAt">

/** Puts money that names a payment of ours which is not here on the operator's list, once. */
export async function keepUnmatched(
  { db, now }: Pick<App, "db" | "now">,
  session: ProviderSession,
): Promise<void> {
  const { sessionId, providerPaymentId, amountBani: amount, currency, orderId, paidAt } = session
  log.error({ session: sessionId, order: orderId }, "money for an order that is not here")
  await insertUnmatched(db, {
    sessionId,
    providerPaymentId,
    amount,
    currency,
    orderId,
    paidAt,
    foundAt: now(),
  })
}

/** What the operator has not seen yet, oldest first. */
export const listUnmatchedPayments = ({ db }: Pick<App, "db">): Promise<UnmatchedMoney[]> => listUnmatched(db)

/** The operator has found out what the money is, or sent it back. */
export function markUnmatchedPaymentSeen(
  app: App,
  sessionId: ProviderSessionId,
): Promise<Result<undefined, "not-found">> {
  const now = app.now()
  return app.db.transaction(async (tx) => {
    if (!(await markUnmatchedSeen(tx, sessionId, now))) return refuse("not-found")
    const detail = { payment: sessionId }
    await recordEvent(tx, { kind: "payment-seen", customerId: null, client: operator(app), detail }, now)
    return ok()
  })
}
