import "server-only"
import Stripe from "stripe"
import type {
  PaymentProvider,
  PaymentRequest,
  ProviderEvent,
  ProviderRefund,
  ProviderSession,
  Reversals,
} from "./provider"

type Config = {
  readonly secretKey: string
  readonly webhookSecret: string
  /** Stripe's own API, or a stand-in that speaks the same protocol. */
  readonly apiUrl: string
  readonly timeoutMs?: number
}

/** Stripe Checkout on its hosted page, through the official SDK. */
export function createStripeProvider({
  secretKey,
  webhookSecret,
  apiUrl,
  timeoutMs = 10_000,
}: Config): PaymentProvider {
  const { hostname: host, port, protocol } = new URL(apiUrl)
  const stripe = new Stripe(secretKey, {
    host,
    port: port || (protocol === "http:" ? 80 : 443),
    protocol: protocol === "http:" ? "http" : "https",
    timeout: timeoutMs,
    maxNetworkRetries: 2,
    telemetry: false,
  })
  return {
    async start(request) {
      const session = await orAway(
        stripe.checkout.sessions.create(parametersOf(request), {
          idempotencyKey: `payment:${request.paymentId}`,
        }),
      )
      if (!session) return null
      if (!session.url) throw new Error("The payment session has no page")
      return { sessionId: session.id, url: session.url }
    },
    async fetch(sessionId) {
      const session = await orAway(
        stripe.checkout.sessions.retrieve(sessionId, { expand: ["payment_intent"] }),
      )
      return session && seen(session)
    },
    async expire(sessionId) {
      try {
        await stripe.checkout.sessions.expire(sessionId)
        return true
      } catch (error) {
        // Only an open session can be expired.
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return false
        throw error
      }
    },
    async fetchReversals(providerPaymentId) {
      const of = { payment_intent: providerPaymentId, limit: 100 }
      const found = await orAway(
        Promise.all([
          stripe.paymentIntents.retrieve(providerPaymentId),
          stripe.refunds.list(of),
          stripe.disputes.list(of),
        ]),
      )
      if (!found) return null
      const [intent, { data: refunds }, { data: disputes }] = found
      return {
        paymentId: intent.metadata["payment_id"] ?? "",
        refunds: refunds.map(seenRefund),
        dispute: disputeState(disputes),
      }
    },
    async refund({ refundId, attempt, providerPaymentId, amount }) {
      const parameters = { payment_intent: providerPaymentId, amount, metadata: { refund_id: refundId } }
      try {
        const refund = await orAway(
          stripe.refunds.create(parameters, { idempotencyKey: `refund:${refundId}:${attempt}` }),
        )
        return refund && seenRefund(refund)
      } catch (error) {
        // More than is left of it, too old, disputed: repeating changes nothing.
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
        return { providerRefundId: null, refundId, amount, status: "failed", failure: error.message }
      }
    },
    readEvent(rawBody, signature) {
      try {
        const event = stripe.webhooks.constructEvent(rawBody, signature, webhookSecret)
        return { id: event.id, type: event.type, about: subjectOf(event) }
      } catch (error) {
        if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
          return null
        throw error
      }
    },
  }
}

function subjectOf({ type, data }: Stripe.Event): ProviderEvent["about"] {
  const object: object = data.object
  const { id, payment_intent: intent } = object as { id?: unknown; payment_intent?: unknown }
  if (type.startsWith("checkout.session.") && typeof id === "string") {
    return { kind: "session", sessionId: id }
  }
  const isAboutMoney = /^(?:refund\.|charge\.(?:refunded|refund\.|dispute\.))/.test(type)
  return isAboutMoney && typeof intent === "string" ? { kind: "money", providerPaymentId: intent } : null
}

const refundStates: Record<string, ProviderRefund["status"]> = {
  succeeded: "succeeded",
  failed: "failed",
  canceled: "failed",
}

const seenRefund = ({ id, amount, status, metadata, failure_reason }: Stripe.Refund): ProviderRefund => ({
  providerRefundId: id,
  refundId: metadata?.["refund_id"] ?? null,
  amount,
  status: refundStates[status ?? ""] ?? "pending",
  failure: failure_reason ?? null,
})

/** A dispute that was won gave the money back; an early warning took none. */
function disputeState(disputes: readonly Stripe.Dispute[]): Reversals["dispute"] {
  const states = disputes.map(({ status }) => status)
  if (states.includes("lost")) return "lost"
  if (states.some((state) => state === "needs_response" || state === "under_review")) return "open"
  return states.includes("won") ? "won" : null
}

/** Null when the provider cannot be reached, is in trouble or wants to be asked less often. */
async function orAway<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked
  } catch (error) {
    const { StripeConnectionError, StripeAPIError, StripeRateLimitError } = Stripe.errors
    const isAway = [StripeConnectionError, StripeAPIError, StripeRateLimitError].some(
      (kind) => error instanceof kind,
    )
    if (isAway) return null
    throw error
  }
}

/** Of those that are switched on at the provider and fit the order; a bank transfer (`customer_balance`) is paid days later. */
const paymentMethods = ["card", "link", "revolut_pay", "customer_balance"] as const

function parametersOf(request: PaymentRequest): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    ui_mode: "hosted_page",
    locale: "ro",
    client_reference_id: request.orderId,
    metadata: { payment_id: request.paymentId },
    payment_intent_data: { metadata: { payment_id: request.paymentId } },
    allowed_payment_method_types: [...paymentMethods],
    customer_email: request.email,
    expires_at: Math.floor(request.expiresAt.getTime() / 1_000),
    success_url: request.returnUrl,
    cancel_url: request.returnUrl,
    line_items: request.lines.map(({ text, priceBani }) => ({
      quantity: 1,
      price_data: { currency: "ron", unit_amount: priceBani, product_data: { name: text } },
    })),
  }
}

function seen(session: Stripe.Checkout.Session): ProviderSession {
  const intent = session.payment_intent
  return {
    sessionId: session.id,
    state: stateOf(session),
    amountBani: session.amount_total ?? 0,
    currency: session.currency ?? "",
    orderId: session.client_reference_id ?? "",
    paymentId: session.metadata?.["payment_id"] ?? "",
    providerPaymentId: typeof intent === "string" ? intent : (intent?.id ?? null),
  }
}

/** A card that is declined leaves the page open; a delayed method that fails leaves it complete and unpaid. */
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
