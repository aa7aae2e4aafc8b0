import "server-only"
import Stripe from "stripe"
import { isFuture } from "@/lib/runtime/is-future"
import { log } from "@/lib/runtime/log"
import type {
  EventPage,
  PaymentProvider,
  PaymentRequest,
  ProviderEvent,
  ProviderRefund,
  RefundRequest,
} from "./provider"
import { nullIfUnavailable, orIfRefused, type Refusal } from "./stripe-answers"
import { disputeOf, eventOf, moneyEvents, refundOf, sessionIdOf, sessionOf } from "./stripe-objects"

type StripeOptions = {
  readonly secretKey: string
  readonly webhookSecret: string
  /** Stripe's API, or a stand-in with the same protocol. */
  readonly apiUrl: string
  readonly timeoutMs?: number
}

/** Stripe Checkout on its hosted page, through the official SDK. */
export function createStripeProvider({ webhookSecret, ...options }: StripeOptions): PaymentProvider {
  const stripe = createClient(options)
  return {
    start: (request) => startSession(stripe, request),
    async fetch(sessionId) {
      const asked = stripe.checkout.sessions.retrieve(sessionId, { expand: ["payment_intent.latest_charge"] })
      const session = await nullIfUnavailable(orIfRefused(asked, unknownIfMissing))
      return session === "unknown" ? session : session && sessionOf(session)
    },
    expire: (sessionId) => expireSession(stripe, sessionId),
    fetchRefundsAndDisputes: (providerPaymentId) => fetchRefundsAndDisputes(stripe, providerPaymentId),
    refund: (request) => sendRefund(stripe, request),
    listEvents: (page) => listEvents(stripe, page),
    readEvent(rawBody, signature) {
      const signedAt = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1])
      if (isFuture(signedAt)) return null
      return readEvent(() => stripe.webhooks.constructEvent(rawBody, signature, webhookSecret))
    },
  }
}

function createClient({ secretKey, apiUrl, timeoutMs = 10_000 }: Omit<StripeOptions, "webhookSecret">) {
  const { hostname: host, port, protocol } = new URL(apiUrl)
  return new Stripe(secretKey, {
    host,
    port: port || (protocol === "http:" ? 80 : 443),
    protocol: protocol === "http:" ? "http" : "https",
    timeout: timeoutMs,
    maxNetworkRetries: 2,
    telemetry: false,
  })
}

async function startSession(stripe: Stripe, request: PaymentRequest) {
  const idempotencyKey = `payment:${request.paymentId}`
  const asked = stripe.checkout.sessions.create(sessionParameters(request), { idempotencyKey })
  const session = await nullIfUnavailable(orIfRefused(asked, reportRefusedStart))
  if (!session) return null
  if (!session.url) throw new Error("The checkout session has no URL")
  return { sessionId: sessionIdOf(session), url: session.url }
}

/** Only those enabled in Stripe's dashboard are offered. A bank transfer (`customer_balance`) takes days. */
const paymentMethods = ["card", "link", "revolut_pay", "customer_balance"] as const

function sessionParameters(request: PaymentRequest): Stripe.Checkout.SessionCreateParams {
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

/** The customer reads that payment does not answer; the log says why. */
function reportRefusedStart({ said }: Refusal): null {
  log.error({ message: said }, "payment provider refuses a session")
  return null
}

async function expireSession(stripe: Stripe, sessionId: string): Promise<boolean | null> {
  // Stripe refuses when the session is not open any more, or when it does not know it.
  const expired = await nullIfUnavailable(
    orIfRefused(stripe.checkout.sessions.expire(sessionId), () => false as const),
  )
  return expired && true
}

async function fetchRefundsAndDisputes(stripe: Stripe, providerPaymentId: string) {
  const ofPayment = { payment_intent: providerPaymentId, limit: 100 }
  const found = await nullIfUnavailable(
    Promise.all([
      stripe.paymentIntents.retrieve(providerPaymentId),
      stripe.refunds.list(ofPayment),
      stripe.disputes.list(ofPayment),
    ]),
  )
  if (!found) return null
  const [intent, { data: refunds }, { data: disputes }] = found
  return {
    paymentId: intent.metadata["payment_id"] ?? "",
    refunds: refunds.map(refundOf),
    dispute: disputeOf(disputes),
  }
}

async function sendRefund(
  stripe: Stripe,
  { refundId, key, providerPaymentId, amount }: RefundRequest,
): Promise<ProviderRefund | null> {
  const parameters = { payment_intent: providerPaymentId, amount, metadata: { refund_id: refundId } }
  const idempotencyKey = `refund:${refundId}:${key}`
  // Stripe refuses the refund, for example because less than the amount is left of the payment. It would
  // refuse the same request again.
  const refused = ({ said }: Refusal): ProviderRefund => {
    return { providerRefundId: null, refundId, amount, status: "failed", failure: said }
  }
  const asked = stripe.refunds.create(parameters, { idempotencyKey }).then(refundOf)
  return nullIfUnavailable(orIfRefused(asked, refused))
}

async function listEvents(
  stripe: Stripe,
  { since, after }: Parameters<PaymentProvider["listEvents"]>[0],
): Promise<EventPage | null> {
  const asked = stripe.events.list({
    types: [...moneyEvents],
    created: { gte: Math.floor(since.getTime() / 1_000) },
    limit: 100,
    ...(after && { starting_after: after }),
  })
  const page = await nullIfUnavailable(asked)
  return (
    page && { events: page.data.map(eventOf), next: page.has_more ? (page.data.at(-1)?.id ?? null) : null }
  )
}

/** Events of another product in the same account name objects that our key does not find. */
function unknownIfMissing({ error }: Refusal): "unknown" {
  if (error.statusCode !== 404) throw error
  return "unknown"
}

function readEvent(verify: () => Stripe.Event): ProviderEvent | null {
  try {
    return eventOf(verify())
  } catch (error) {
    const { StripeSignatureVerificationError } = Stripe.errors
    if (error instanceof StripeSignatureVerificationError || error instanceof SyntaxError) return null
    throw error
  }
}
