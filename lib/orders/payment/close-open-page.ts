import "server-only"
import type { PaymentRow } from "@/db/queries/payments"
import type { App } from "@/lib/app"
import { type PaymentOutcome, settlePayment } from "./settle-payment"

/**
 * Closes a page of the provider that was handed out, because nothing can be paid for its order's card now.
 * Money that came first is settled.
 */
export async function closeOpenPage(
  app: App,
  { sessionId }: Pick<PaymentRow, "sessionId">,
): Promise<PaymentOutcome> {
  if (!sessionId) return "unchanged"
  await app.payments.expire(sessionId)
  return settlePayment(app, sessionId)
}
