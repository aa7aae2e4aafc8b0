import "server-only"
import type { App } from "@/lib/app"
import { unreachable } from "@/lib/domain/result"
import { settleRefundsAndDisputes } from "@/lib/orders/refund/settle-refunds-and-disputes"
import type { ProviderEvent } from "@/lib/payments/provider"
import { type PaymentOutcome, settlePayment } from "./settle-payment"

/**
 * Brings what an event of the provider is about to its state there. The event's data is not used, so that a
 * forged or late one does no harm. `unavailable`: the provider does not answer; apply it again later.
 */
export async function applyEvent(
  app: App,
  event: ProviderEvent,
): Promise<PaymentOutcome | "settled" | "not-ours"> {
  const { about } = event
  if (!about) return "not-ours"
  switch (about.kind) {
    case "session":
      return settlePayment(app, about.sessionId, event)
    case "payment":
      return settleRefundsAndDisputes(app, about.providerPaymentId, event)
    default:
      return unreachable(about)
  }
}
