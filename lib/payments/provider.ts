import "server-only"
import type { OrderId, PaymentId, ProviderSessionId, RefundId } from "@/lib/domain/ids/brand"

/**
 * The port to the payment provider; a second provider implements the same type. Amounts are whole bani
 * unless said otherwise. Null means that the provider is unavailable: ask again later.
 */
export type PaymentProvider = {
  /** Opens a checkout session. Idempotent by payment: a repeated call returns the same session. */
  start(request: PaymentRequest): Promise<StartedSession | null>
  /** The current state of a session. */
  fetch(sessionId: ProviderSessionId): Promise<ProviderSession | "unknown" | null>
  /** Closes a session. False when it was closed or paid already. */
  expire(sessionId: ProviderSessionId): Promise<boolean | null>
  /** All refunds of a payment, including those made in the provider's dashboard, and its dispute. */
  fetchRefundsAndDisputes(providerPaymentId: string): Promise<RefundsAndDisputes | null>
  /** Sends money back. Idempotent by `key`: the first answer to a key may be repeated for a day. */
  refund(request: RefundRequest): Promise<ProviderRefund | null>
  /**
   * Events about money since an instant, the newest first, page by page: `after` is the `next` of the page
   * before.
   */
  listEvents(page: { readonly since: Date; readonly after: string | null }): Promise<EventPage | null>
  /** Parses a webhook; null when its signature is not the provider's or is too old. */
  readEvent(rawBody: string, signature: string): ProviderEvent | null
}

export type PaymentRequest = {
  readonly orderId: OrderId
  readonly paymentId: PaymentId
  readonly email: string
  readonly lines: readonly { readonly text: string; readonly priceBani: number }[]
  readonly expiresAt: Date
  /** Where the provider sends the customer back to, paid or not. */
  readonly returnUrl: string
}

export type StartedSession = { readonly sessionId: ProviderSessionId; readonly url: string }

export type ProviderSession = {
  readonly sessionId: ProviderSessionId
  readonly state: "open" | "processing" | "paid" | "declined" | "expired"
  /** In the smallest unit of `currency`. */
  readonly amountBani: number
  readonly currency: string
  /** Our ids, as the provider stored them when the session was opened. */
  readonly orderId: string
  readonly paymentId: string
  readonly providerPaymentId: string | null
  /** When the money came in; null until then, or where the provider does not say. */
  readonly paidAt: Date | null
}

export type RefundRequest = {
  readonly refundId: RefundId
  /** Another one for each new attempt: the provider then treats it as a new request. */
  readonly key: string
  readonly providerPaymentId: string
  /** In the smallest unit of the payment's currency. */
  readonly amount: number
}

export type ProviderRefund = {
  /** Null when the provider refused the request. */
  readonly providerRefundId: string | null
  /** Our id; null when the refund was made in the provider's dashboard. */
  readonly refundId: string | null
  readonly amount: number
  readonly status: "pending" | "succeeded" | "failed"
  readonly failure: string | null
}

export type RefundsAndDisputes = {
  /** Our id, as the provider stored it. */
  readonly paymentId: string
  readonly refunds: readonly ProviderRefund[]
  readonly dispute: "open" | "won" | "lost" | null
}

export type EventPage = {
  readonly events: readonly ProviderEvent[]
  /** Null: this is the last page. */
  readonly next: string | null
}

export type ProviderEvent = {
  readonly id: string
  readonly type: string
  /** A checkout session, or a payment that has a new refund or dispute; null for any other event. */
  readonly about:
    | { readonly kind: "session"; readonly sessionId: ProviderSessionId }
    | { readonly kind: "payment"; readonly providerPaymentId: string }
    | null
}
