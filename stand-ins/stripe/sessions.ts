import { randomBytes } from "node:crypto"
import { z } from "zod"
import { readJsonFile, writeJsonFile } from "@/stand-ins/json-file"
import type { CreateParameters } from "./parameters"

const line = z.object({ name: z.string(), amount: z.number(), quantity: z.number() })

const refund = z.object({
  id: z.string(),
  amount: z.number(),
  status: z.enum(["pending", "succeeded", "failed"]),
  metadata: z.record(z.string(), z.string()),
  failure_reason: z.string().optional(),
})
export type Refund = z.output<typeof refund>

const session = z.object({
  id: z.string(),
  created: z.number(),
  expiresAt: z.number(),
  status: z.enum(["open", "complete", "expired"]),
  paymentStatus: z.enum(["unpaid", "paid"]),
  intent: z.string(),
  intentStatus: z.enum(["requires_payment_method", "processing", "succeeded", "canceled"]),
  /** When it was charged, in seconds; absent while unpaid, and in tests whose clock is not the real one. */
  chargedAt: z.number().optional(),
  amountTotal: z.number(),
  currency: z.string(),
  clientReferenceId: z.string(),
  metadata: z.record(z.string(), z.string()),
  intentMetadata: z.record(z.string(), z.string()).default({}),
  paymentMethods: z.array(z.string()).default([]),
  refunds: z.array(refund).default([]),
  /** The outcome of its next refunds: cards succeed at once, banks are `pending` first. */
  refundMode: z.enum(["pending", "succeeded", "failed", "refused"]).default("succeeded"),
  dispute: z.enum(["needs_response", "won", "lost"]).optional(),
  email: z.string(),
  successUrl: z.string(),
  cancelUrl: z.string(),
  lines: z.array(line),
})
export const refundModes = session.shape.refundMode.unwrap().options
export const disputeStates = session.shape.dispute.unwrap().options
export type Session = z.output<typeof session>

/** The first answer to a key. Stripe repeats it, also when the session has changed since. */
const remembered = z.object({ parameters: z.string(), answer: z.unknown() })
const stored = z.object({ sessions: z.array(session), keys: z.record(z.string(), remembered) })

export type SessionStore = ReturnType<typeof createSessionStore>

/**
 * Stores sessions and idempotency keys, in a file when one is named, so that open payments survive a restart.
 */
export function createSessionStore({
  file,
  isTimed,
}: {
  readonly file?: string | undefined
  readonly isTimed: boolean
}) {
  const before = readJsonFile(file, stored)
  const sessions = new Map((before?.sessions ?? []).map((one) => [one.id, one]))
  const keys = new Map(Object.entries(before?.keys ?? {}))
  const save = () => {
    if (file) writeJsonFile(file, { sessions: [...sessions.values()], keys: Object.fromEntries(keys) })
  }
  return {
    findByIntent: (intent: string) => [...sessions.values()].find((one) => one.intent === intent),
    find: (id: string) => (isTimed ? lapsed(sessions.get(id)) : sessions.get(id)),
    keep(one: Session) {
      sessions.set(one.id, one)
      save()
    },
    key: (name: string) => keys.get(name),
    rememberKey(name: string, parameters: string, answer: unknown) {
      keys.set(name, { parameters, answer })
      save()
    },
  }
}

/** Stripe expires a session by its time, without a call. */
function lapsed(one: Session | undefined): Session | undefined {
  if (one?.status === "open" && one.expiresAt <= Date.now() / 1_000) one.status = "expired"
  return one
}

export function newSession(parameters: CreateParameters): Session {
  const now = Math.floor(Date.now() / 1_000)
  return {
    id: newId("cs"),
    created: now,
    expiresAt: parameters.expires_at ?? now + 86_400,
    status: "open",
    paymentStatus: "unpaid",
    intent: newId("pi"),
    intentStatus: "requires_payment_method",
    amountTotal: parameters.lines.reduce((sum, { amount, quantity }) => sum + amount * quantity, 0),
    currency: parameters.currency,
    clientReferenceId: parameters.client_reference_id,
    metadata: parameters.metadata,
    intentMetadata: parameters.intentMetadata,
    paymentMethods: [...parameters.paymentMethods],
    refunds: [],
    refundMode: "succeeded",
    email: parameters.customer_email ?? "",
    successUrl: parameters.success_url,
    cancelUrl: parameters.cancel_url ?? parameters.success_url,
    lines: parameters.lines,
  }
}

export const newId = (prefix: string) => `${prefix}_test_${randomBytes(16).toString("hex")}`

/**
 * The session as Stripe's API answers it; with `expanded` the payment intent and its charge are objects, not
 * ids.
 */
export function shownSession(one: Session, { expanded }: { readonly expanded: boolean }) {
  return {
    id: one.id,
    object: "checkout.session",
    amount_total: one.amountTotal,
    client_reference_id: one.clientReferenceId,
    created: one.created,
    currency: one.currency,
    expires_at: one.expiresAt,
    livemode: false,
    metadata: one.metadata,
    mode: "payment",
    payment_intent: one.status === "open" ? null : expanded ? expandedIntent(one) : one.intent,
    payment_status: one.paymentStatus,
    status: one.status,
    success_url: one.successUrl,
    ui_mode: "hosted_page",
    url: one.status === "open" ? `/pay/${one.id}` : null,
  }
}

const expandedIntent = (one: Session) => ({ ...shownIntent(one), latest_charge: shownCharge(one) })

const shownCharge = ({ intent, chargedAt }: Session) =>
  chargedAt === undefined ? null : { id: `ch_${intent}`, object: "charge", created: chargedAt }

export const shownIntent = ({ intent, intentStatus, amountTotal, currency, intentMetadata }: Session) => ({
  id: intent,
  object: "payment_intent",
  amount: amountTotal,
  currency,
  metadata: intentMetadata,
  status: intentStatus,
})

export const shownRefund = (refund: Refund, { intent, currency }: Session) => ({
  ...refund,
  object: "refund",
  currency,
  payment_intent: intent,
})

export const shownDisputes = ({ intent, amountTotal, currency, dispute }: Session) =>
  dispute
    ? [
        {
          id: `dp_${intent}`,
          object: "dispute",
          amount: amountTotal,
          currency,
          payment_intent: intent,
          status: dispute,
        },
      ]
    : []
