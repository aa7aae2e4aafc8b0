import { createHmac } from "node:crypto"
import { newId, type Session, shownSession } from "./sessions"

export const webhookModes = ["now", "late", "twice", "shuffled", "never"] as const
export type WebhookMode = (typeof webhookModes)[number]
type SessionType = "completed" | "async_payment_succeeded" | "async_payment_failed" | "expired"

export type Webhooks = ReturnType<typeof createWebhooks>

type Target = { readonly url: string; readonly secret: string }

/**
 * Tells the product what happened, signed as Stripe signs. `late` (five seconds), `twice`, `shuffled` (each event after the one that
 * came after it) and `never` are what it has to live with: for all sessions, or for one.
 */
export function createWebhooks(target: Target | undefined) {
  let mode: WebhookMode = "now"
  const modes = new Map<string, WebhookMode>()
  const held = new Map<string, () => void>()
  const timers = new Set<NodeJS.Timeout>()

  async function deliver({ url, secret }: Target, payload: string) {
    const headers = { "content-type": "application/json", "stripe-signature": signatureOf(payload, secret) }
    // Stripe repeats for days; a product that is away for a moment is told once more.
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
      if (!target || wanted === "never") return
      const payload = JSON.stringify(eventOf(type, object))
      const send = () => void deliver(target, payload)
      const before = held.get(id)
      held.delete(id)
      if (wanted === "shuffled" && !before) return void held.set(id, send)
      if (wanted === "late") timers.add(setTimeout(send, 5_000))
      else send()
      if (wanted === "twice") send()
      before?.()
    },
    stop: () => timers.forEach(clearTimeout),
  }
}

const eventOf = (type: string, object: unknown) => ({
  id: newId("evt"),
  object: "event",
  api_version: "2026-01-01",
  created: Math.floor(Date.now() / 1_000),
  livemode: false,
  type,
  data: { object },
})

/** `t=…,v1=…`: HMAC-SHA-256 of the time and the body. */
export function signatureOf(payload: string, secret: string, at = Math.floor(Date.now() / 1_000)): string {
  const digest = createHmac("sha256", secret).update(`${at}.${payload}`).digest("hex")
  return `t=${at},v1=${digest}`
}
