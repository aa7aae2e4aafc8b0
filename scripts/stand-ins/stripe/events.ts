import { createHmac } from "node:crypto"
import { newId, type Session, shownSession } from "./sessions"

export type WebhookMode = "now" | "late" | "twice" | "never"
type Type = "completed" | "async_payment_succeeded" | "async_payment_failed" | "expired"

export type Webhooks = ReturnType<typeof createWebhooks>

type Target = { readonly url: string; readonly secret: string }

/** Tells the product what happened, signed as Stripe signs; `late` and `never` are what it has to live with. */
export function createWebhooks(target: Target | undefined) {
  let mode: WebhookMode = "now"
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
    setMode(wanted: WebhookMode) {
      mode = wanted
    },
    send(type: Type, session: Session) {
      if (!target || mode === "never") return
      const payload = JSON.stringify(eventOf(type, session))
      const send = () => void deliver(target, payload)
      if (mode === "late") timers.add(setTimeout(send, 5_000))
      else send()
      if (mode === "twice") send()
    },
    stop: () => timers.forEach(clearTimeout),
  }
}

const eventOf = (type: Type, session: Session) => ({
  id: newId("evt"),
  object: "event",
  api_version: "2026-01-01",
  created: Math.floor(Date.now() / 1_000),
  livemode: false,
  type: `checkout.session.${type}`,
  data: { object: shownSession(session, { expanded: false }) },
})

/** `t=…,v1=…`: HMAC-SHA-256 of the time and the body. */
export function signatureOf(payload: string, secret: string, at = Math.floor(Date.now() / 1_000)): string {
  const digest = createHmac("sha256", secret).update(`${at}.${payload}`).digest("hex")
  return `t=${at},v1=${digest}`
}
