import "server-only"
import type { OrderId, PaymentId, RefundId } from "@/lib/domain/ids/brand"

/**
 * The one door to whoever takes the money; a second provider implements the same. Amounts are whole bani. Null: the provider
 * cannot be reached or is in trouble, and it is worth asking again later.
 */
export type PaymentProvider = {
  /** Opens a page to pay on. Repeating it for the same payment gives the same page. */
  start(request: PaymentRequest): Promise<{ readonly sessionId: string; readonly url: string } | null>
  /** What is true of a session now. */
  fetch(sessionId: string): Promise<ProviderSession | null>
  /** Closes a page that nobody shall pay on any more. False when it was closed or paid already. */
  expire(sessionId: string): Promise<boolean>
  /** What was done with money after it came: refunds, ours and the operator's own at the provider, and a dispute. */
  fetchReversals(providerPaymentId: string): Promise<Reversals | null>
  /** Sends money back. Repeating it for the same refund sends it once. */
  refund(request: RefundRequest): Promise<ProviderRefund | null>
  /** What a webhook says; null when its signature is not the provider's, or it is too old. */
  readEvent(rawBody: string, signature: string): ProviderEvent | null
}

export type PaymentRequest = {
  readonly orderId: OrderId
  readonly paymentId: PaymentId
  readonly email: string
  readonly lines: readonly { readonly text: string; readonly priceBani: number }[]
  readonly expiresAt: Date
  /** Where the customer comes back to, paid or not. */
  readonly returnUrl: string
}

export type ProviderSession = {
  readonly sessionId: string
  readonly state: "open" | "processing" | "paid" | "declined" | "expired"
  readonly amountBani: number
  readonly currency: string
  /** The order that the session was opened for, as the provider remembers it. */
  readonly orderId: string
  readonly paymentId: string
  readonly providerPaymentId: string | null
}

export type RefundRequest = {
  readonly refundId: RefundId
  /** Raised after one that failed: then it is another request. */
  readonly attempt: number
  readonly providerPaymentId: string
  /** In the smallest unit of the payment's currency. */
  readonly amount: number
}

export type ProviderRefund = {
  /** Null when the provider refused to make one. */
  readonly providerRefundId: string | null
  /** Ours, where we asked for it. */
  readonly refundId: string | null
  readonly amount: number
  readonly status: "pending" | "succeeded" | "failed"
  readonly failure: string | null
}

export type Reversals = {
  /** Ours, as the provider remembers it. */
  readonly paymentId: string
  readonly refunds: readonly ProviderRefund[]
  readonly dispute: "open" | "won" | "lost" | null
}

export type ProviderEvent = {
  readonly id: string
  readonly type: string
  /** What it is about: a page, or money that came (a refund or a dispute of it); null when neither. */
  readonly about:
    | { readonly kind: "session"; readonly sessionId: string }
    | { readonly kind: "money"; readonly providerPaymentId: string }
    | null
}
