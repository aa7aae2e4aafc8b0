import Stripe from "stripe"
import { newId, type Session, shownSession } from "./sessions"

export const webhookModes = ["now", "late", "twice", "shuffled", "never"] as const
export type WebhookMode = (typeof webhookModes)[number]
type SessionType = "completed" | "async_payment_succeeded" | "async_payment_failed" | "expired"

export type Webhooks = ReturnType<typeof createWebhooks>

type Target = { readonly url: string; readonly secret: string }

/**
 * Sends signed events to the product. The mode, for all sessions or for one, is how Stripe may misbehave:
 * `late` waits five seconds, `shuffled` sends each event after the next one.
 */
export function createWebhooks(target: Target | undefined) {
  let mode: WebhookMode = "now"
  const modes = new Map<string, WebhookMode>()
  const held = new Map<string, () => void>()
  const timers = new Set<NodeJS.Timeout>()
  /** Every event, also those that were never sent; the newest last. */
  const events: Event[] = []

  async function deliver({ url, secret }: Target, payload: string) {
    const headers = { "content-type": "application/json", "stripe-signature": signatureOf(payload, secret) }
    // Stripe repeats for days; one repetition is enough for a product that is starting.
    for (const wait of [0, 1_000]) {
      await new Promise((resolve) => timers.add(setTimeout(resolve, wait)))
      const answer = await fetch(url, { method: "POST", headers, body: payload }).catch(() => null)
      if (answer?.ok) return
    }
  }

  return {
    setMode(wanted: WebhookMode, session?: Session) {
      if (session) modes.set(session.id, wanted)
      else mode = wanted
    },
    send(type: SessionType, session: Session) {
      this.tell(session, `checkout.session.${type}`, shownSession(session, { expanded: false }))
    },
    tell({ id }: Session, type: string, object: unknown) {
      const wanted = modes.get(id) ?? mode
      const event = eventOf(type, object)
      events.push(event)
      if (!target || wanted === "never") return
      const payload = JSON.stringify(event)
      const send = () => void deliver(target, payload)
      const before = held.get(id)
      held.delete(id)
      if (wanted === "shuffled" && !before) return void held.set(id, send)
      if (wanted === "late") timers.add(setTimeout(send, 5_000))
      else send()
      if (wanted === "twice") send()
      before?.()
    },
    /** The newest first. */
    list: (): readonly Event[] => events.toReversed(),
    stop: () => timers.forEach(clearTimeout),
  }
}

type Event = ReturnType<typeof eventOf>

const eventOf = (type: string, object: unknown) => ({
  id: newId("evt"),
  object: "event",
  api_version: "2026-01-01",
  created: Math.floor(Date.now() / 1_000),
  livemode: false,
  type,
  data: { object },
})

const { webhooks: sdk } = new Stripe("sk_test_signs_only")

/** The header `stripe-signature` for a body; `timestamp` in seconds, by default now. */
export const signatureOf = (payload: string, secret: string, timestamp?: number): string =>
  sdk.generateTestHeaderString({ payload, secret, ...(timestamp && { timestamp }) })
