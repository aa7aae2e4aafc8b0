import "server-only"
import type Stripe from "stripe"
import type { ProviderSessionId } from "@/lib/domain/ids/brand"
import { parseProviderSessionId } from "@/lib/domain/ids/provider-session-id"
import type { ProviderEvent, ProviderRefund, ProviderSession, RefundsAndDisputes } from "./provider"

export function sessionOf(session: Stripe.Checkout.Session): ProviderSession {
  const intent = session.payment_intent
  return {
    sessionId: sessionIdOf(session),
    state: stateOf(session),
    amountBani: session.amount_total ?? 0,
    currency: session.currency ?? "",
    orderId: session.client_reference_id ?? "",
    paymentId: session.metadata?.["payment_id"] ?? "",
    providerPaymentId: typeof intent === "string" ? intent : (intent?.id ?? null),
    paidAt: session.payment_status === "paid" ? paidAtOf(intent) : null,
  }
}

/**
 * The instant of the charge. For a card that is the payment, for a bank transfer the day on which Stripe had
 * the money: it charges then.
 */
function paidAtOf(intent: Stripe.Checkout.Session["payment_intent"]): Date | null {
  const charge = typeof intent === "object" ? intent?.latest_charge : null
  return charge && typeof charge === "object" ? new Date(charge.created * 1_000) : null
}

export function sessionIdOf({ id }: Stripe.Checkout.Session): ProviderSessionId {
  const sessionId = parseProviderSessionId(id)
  if (!sessionId) throw new Error("The checkout session has no usable id")
  return sessionId
}

/** A declined card leaves the session open; a delayed method that fails leaves it complete and unpaid. */
function stateOf({
  status,
  payment_status,
  payment_intent,
}: Stripe.Checkout.Session): ProviderSession["state"] {
  if (payment_status === "paid") return "paid"
  if (status === "expired") return "expired"
  if (status === "open") return "open"
  const intent = typeof payment_intent === "object" ? payment_intent?.status : undefined
  return intent === "requires_payment_method" || intent === "canceled" ? "declined" : "processing"
}

const refundStates: Record<string, ProviderRefund["status"]> = {
  succeeded: "succeeded",
  failed: "failed",
  canceled: "failed",
}

export const refundOf = ({
  id,
  amount,
  status,
  metadata,
  failure_reason,
}: Stripe.Refund): ProviderRefund => ({
  providerRefundId: id,
  refundId: metadata?.["refund_id"] ?? null,
  amount,
  status: refundStates[status ?? ""] ?? "pending",
  failure: failure_reason ?? null,
})

/** A won dispute returned the money. An early warning (`warning_…`) moved no money and does not count. */
export function disputeOf(disputes: readonly Stripe.Dispute[]): RefundsAndDisputes["dispute"] {
  const states = disputes.map(({ status }) => status)
  if (states.includes("lost")) return "lost"
  if (states.some((state) => state === "needs_response" || state === "under_review")) return "open"
  return states.includes("won") ? "won" : null
}

/** Those that say that money came, went back or is disputed. */
export const moneyEvents = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "charge.refunded",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
] as const satisfies readonly Stripe.Event.Type[]

export const eventOf = (event: Stripe.Event): ProviderEvent => ({
  ...{ id: event.id, type: event.type, about: aboutOf(event) },
})

function aboutOf({ type, data }: Stripe.Event): ProviderEvent["about"] {
  const object: object = data.object
  const { id, payment_intent: intent } = object as { id?: unknown; payment_intent?: unknown }
  if (type.startsWith("checkout.session.") && typeof id === "string") {
    const sessionId = parseProviderSessionId(id)
    return sessionId && { kind: "session", sessionId }
  }
  const isAboutPayment = /^(?:refund\.|charge\.(?:refunded|refund\.|dispute\.))/.test(type)
  return isAboutPayment && typeof intent === "string" ? { kind: "payment", providerPaymentId: intent } : null
}
