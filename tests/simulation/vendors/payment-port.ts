import { parseProviderSessionId } from "@/lib/domain/ids/provider-session-id"
import type { PaymentProvider, ProviderEvent, ProviderRefund, ProviderSession } from "@/lib/payments/provider"
import type { StripeEvent } from "./stripe-events"
import { StripeFault, type StripeModel } from "./stripe-model"
import type { Intent, Refund, Session } from "./stripe-state"

/** Time that a request to the vendor takes, while others act. */
type Wait = () => Promise<void>

/**
 * The model of Stripe behind the product's port. Keys of idempotency are those that the port promises: one
 * for each payment, one for each attempt of a refund.
 */
export const paymentPort = (stripe: StripeModel, wait: Wait): PaymentProvider => ({
  async start({ orderId, paymentId, lines, expiresAt }) {
    const amount = lines.reduce((sum, { priceBani }) => sum + priceBani, 0)
    const ends = Math.floor(expiresAt.getTime() / 1_000) * 1_000
    const wanted = { amount, currency: "ron", reference: orderId, paymentId, expiresAt: ends }
    const create = () => stripe.createSession(wanted, `payment:${paymentId}`)
    const session = await nullIfUnavailable(() => orIfRefused(create, () => null))
    await wait()
    return session && { sessionId: sessionIdOf(session), url: session.url }
  },
  async fetch(sessionId) {
    await wait()
    const retrieve = () => sessionAnswer(stripe, stripe.retrieveSession(sessionId))
    return nullIfUnavailable(() => orIfRefused(retrieve, () => "unknown" as const))
  },
  async expire(sessionId) {
    await wait()
    return nullIfUnavailable(() =>
      orIfRefused(
        () => closed(stripe, sessionId),
        () => false,
      ),
    )
  },
  async fetchRefundsAndDisputes(intentId) {
    await wait()
    return nullIfUnavailable(() => {
      const intent = stripe.retrieveIntent(intentId)
      if (!intent) throw new StripeFault("invalid-request", "No such payment")
      const refunds = stripe.listRefunds(intentId).map(refundAnswer)
      return { paymentId: intent.paymentId, refunds, dispute: intent.dispute?.status ?? null }
    })
  },
  async refund({ refundId, key, providerPaymentId, amount }) {
    const wanted = { intentId: providerPaymentId, amount, refundId }
    const refused = ({ message }: StripeFault) => {
      return { providerRefundId: null, refundId, amount, status: "failed" as const, failure: message }
    }
    const create = () => refundAnswer(stripe.createRefund(wanted, `refund:${refundId}:${key}`))
    const refund = await nullIfUnavailable(() => orIfRefused(create, refused))
    await wait()
    return refund
  },
  async listEvents({ since, after }) {
    await wait()
    return nullIfUnavailable(() => {
      const { events, next } = stripe.listEvents({ since: since.getTime(), after })
      return { events: events.map(eventAnswer), next }
    })
  },
  readEvent: () => null,
})

const isUnavailable = {
  unreachable: true,
  "server-error": true,
  "invalid-request": false,
  denied: true,
} as const satisfies Record<StripeFault["kind"], boolean>

async function nullIfUnavailable<Value>(ask: () => Value): Promise<Value | null> {
  try {
    return ask()
  } catch (error) {
    if (error instanceof StripeFault && isUnavailable[error.kind]) return null
    throw error
  }
}

/** A request that Stripe refuses for what it asks. */
function orIfRefused<Value, Refused>(ask: () => Value, refused: (fault: StripeFault) => Refused) {
  try {
    return ask()
  } catch (error) {
    if (error instanceof StripeFault && error.kind === "invalid-request") return refused(error)
    throw error
  }
}

function closed(stripe: StripeModel, sessionId: string): true {
  stripe.expireSession(sessionId)
  return true
}

function sessionIdOf({ id }: Session) {
  const sessionId = parseProviderSessionId(id)
  if (!sessionId) throw new Error(`${id} is not the id of a session`)
  return sessionId
}

function sessionAnswer(stripe: StripeModel, session: Session): ProviderSession {
  const intent = session.intentId ? stripe.state.intents.get(session.intentId) : undefined
  return {
    sessionId: sessionIdOf(session),
    state: stateOf(session, intent),
    amountBani: session.amount,
    currency: session.currency,
    orderId: session.reference,
    paymentId: session.paymentId,
    providerPaymentId: session.intentId,
    paidAt: intent?.settledAt ? new Date(intent.settledAt) : null,
  }
}

function stateOf({ status }: Session, intent: Intent | undefined): ProviderSession["state"] {
  if (status !== "complete") return status
  if (intent?.status === "succeeded") return "paid"
  return intent?.status === "failed" ? "declined" : "processing"
}

/** As the product reads an event: what it is about, and none of its data. */
export function eventAnswer({ id, type, sessionId, intentId = "" }: StripeEvent): ProviderEvent {
  const session = sessionId === undefined ? null : parseProviderSessionId(sessionId)
  if (session) return { id, type, about: { kind: "session", sessionId: session } }
  return { id, type, about: { kind: "payment", providerPaymentId: intentId } }
}

const refundAnswer = ({ id, refundId, amount, status }: Refund): ProviderRefund => ({
  providerRefundId: id,
  refundId,
  amount,
  status,
  failure: status === "failed" ? "declined by the bank" : null,
})
