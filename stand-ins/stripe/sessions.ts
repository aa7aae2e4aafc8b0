import { randomBytes } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { z } from "zod"
import { writeWhole } from "../write-whole"

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
  amountTotal: z.number(),
  currency: z.string(),
  clientReferenceId: z.string(),
  metadata: z.record(z.string(), z.string()),
  intentMetadata: z.record(z.string(), z.string()).default({}),
  paymentMethods: z.array(z.string()).default([]),
  refunds: z.array(refund).default([]),
  /** How its refunds go: as cards do (`succeeded`), as banks do (`pending`), or not at all. */
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

const remembered = z.object({ parameters: z.string(), sessionId: z.string() })
const stored = z.object({ sessions: z.array(session), keys: z.record(z.string(), remembered) })

export type SessionStore = ReturnType<typeof createSessionStore>

/** Sessions and idempotency keys, kept in a file when one is given: a restart forgets no payment that is under way. */
export function createSessionStore({
  file,
  isTimed,
}: {
  readonly file?: string | undefined
  readonly isTimed: boolean
}) {
  const before = file && existsSync(file) ? stored.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined
  const sessions = new Map((before?.sessions ?? []).map((one) => [one.id, one]))
  const keys = new Map(Object.entries(before?.keys ?? {}))
  const save = () => {
    if (file)
      writeWhole(file, JSON.stringify({ sessions: [...sessions.values()], keys: Object.fromEntries(keys) }))
  }
  return {
    findByIntent: (intent: string) => [...sessions.values()].find((one) => one.intent === intent),
    find: (id: string) => (isTimed ? lapsed(sessions.get(id)) : sessions.get(id)),
    keep(one: Session) {
      sessions.set(one.id, one)
      save()
    },
    key: (name: string) => keys.get(name),
    rememberKey(name: string, parameters: string, sessionId: string) {
      keys.set(name, { parameters, sessionId })
      save()
    },
  }
}

/** As at Stripe, time alone closes a page. */
function lapsed(one: Session | undefined): Session | undefined {
  if (one?.status === "open" && one.expiresAt <= Date.now() / 1_000) one.status = "expired"
  return one
}

export const newId = (prefix: string) => `${prefix}_test_${randomBytes(16).toString("hex")}`

/** What Stripe's API answers. */
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
    payment_intent: one.status === "open" ? null : expanded ? shownIntent(one) : one.intent,
    payment_status: one.paymentStatus,
    status: one.status,
    success_url: one.successUrl,
    ui_mode: "hosted_page",
    url: one.status === "open" ? `/pay/${one.id}` : null,
  }
}

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
