import type { StripeModel } from "./stripe-model"
import type { Intent, Session } from "./stripe-state"

type Visit = { readonly stripe: StripeModel; readonly now: number }

/** The open session behind the address of a pay page; undefined when the page is dead. */
export function openPage({ stripe, now }: Visit, url: string): Session | undefined {
  const session = [...stripe.state.sessions.values()].find((one) => one.url === url)
  return session?.status === "open" && now < session.expiresAt ? session : undefined
}

/** The person pays: with a card at once, with a bank transfer in some days. */
export function payOnPage({ stripe, now }: Visit, session: Session, method: "card" | "transfer"): Intent {
  const id = session.id.replace("cs_", "pi_")
  const isPaid = method === "card"
  const intent: Intent = {
    id,
    amount: session.amount,
    paymentId: session.paymentId,
    sessionId: session.id,
    beganAt: now,
    status: isPaid ? "succeeded" : "processing",
    settledAt: isPaid ? now : null,
    dispute: null,
  }
  stripe.state.intents.set(id, intent)
  session.status = "complete"
  session.intentId = id
  return intent
}
