import "server-only"
import type { OrderId, PaymentId } from "@/lib/domain/brand"

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

export type ProviderEvent = { readonly id: string; readonly type: string; readonly sessionId: string | null }
