/** What Stripe holds. Amounts in bani, times in milliseconds. */
export type Session = {
  readonly id: string
  readonly url: string
  readonly amount: number
  readonly currency: string
  readonly reference: string
  readonly paymentId: string
  readonly expiresAt: number
  status: "open" | "complete" | "expired"
  intentId: string | null
}

export type Intent = {
  readonly id: string
  readonly amount: number
  readonly paymentId: string
  readonly sessionId: string
  readonly beganAt: number
  /** `processing`: a delayed method; `failed`: it brought no money. */
  status: "processing" | "succeeded" | "failed"
  settledAt: number | null
  dispute: { readonly openedAt: number; changedAt: number; status: "open" | "won" | "lost" } | null
}

export type Refund = {
  readonly id: string
  readonly intentId: string
  readonly amount: number
  /** Null: made by a person in Stripe's own pages. */
  readonly refundId: string | null
  readonly createdAt: number
  status: "pending" | "succeeded" | "failed"
}

export type StripeState = {
  readonly sessions: Map<string, Session>
  readonly intents: Map<string, Intent>
  readonly refunds: Map<string, Refund>
}

export const emptyState = (): StripeState => ({
  sessions: new Map(),
  intents: new Map(),
  refunds: new Map(),
})

export const refundsOf = ({ refunds }: StripeState, intentId: string): Refund[] =>
  [...refunds.values()].filter((refund) => refund.intentId === intentId)

/** What has left, or is leaving, for the customer's bank. */
export const sentBack = (state: StripeState, intentId: string): number =>
  refundsOf(state, intentId)
    .filter(({ status }) => status !== "failed")
    .reduce((sum, { amount }) => sum + amount, 0)

/** What the seller holds of a payment. A disputed sum is taken from the seller until the dispute is won. */
export function heldOf(state: StripeState, intent: Intent): number {
  if (intent.status !== "succeeded") return 0
  const isTaken = intent.dispute !== null && intent.dispute.status !== "won"
  return isTaken ? 0 : intent.amount - sentBack(state, intent.id)
}
