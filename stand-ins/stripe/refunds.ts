import type { Webhooks } from "./events"
import { refundParameters } from "./parameters"
import { newId, type Refund, type Session, type SessionStore, shownRefund } from "./sessions"

type Shop = { readonly store: SessionStore; readonly webhooks: Webhooks }

export type Refunds = ReturnType<typeof createRefunds>

/** Money on its way back, within what came. */
export function createRefunds({ store, webhooks }: Shop) {
  /** The first answer to each key, which Stripe repeats however the refund goes on. */
  const keys = new Map<string, { readonly body: string; readonly shown: ReturnType<typeof shownRefund> }>()

  function send(session: Session, amount: number, metadata: Record<string, string>): Refund | null {
    const { refundMode: mode } = session
    const left = session.refunds
      .filter(({ status }) => status !== "failed")
      .reduce((sum, one) => sum - one.amount, session.amountTotal)
    if (session.paymentStatus !== "paid" || amount > left || mode === "refused") return null
    const refund: Refund = { id: newId("re"), amount, status: mode, metadata }
    if (mode === "failed") refund.failure_reason = "expired_or_canceled_card"
    session.refunds.push(refund)
    store.keep(session)
    webhooks.tell(session, "refund.created", shownRefund(refund, session))
    return refund
  }

  return {
    /** What POST /v1/refunds answers, or why it is refused. */
    create(body: string, key = "") {
      const before = keys.get(key)
      if (before) {
        if (before.body !== body) return { refused: "Keys for idempotent requests need the same parameters." }
        return { shown: before.shown }
      }
      const wanted = refundParameters(body)
      const session = store.findByIntent(wanted?.payment_intent ?? "")
      if (!wanted || !session) return { refused: "No such payment_intent." }
      const refund = send(session, wanted.amount, wanted.metadata)
      if (!refund) return { refused: "The refund amount is greater than what is left of the charge." }
      const shown = shownRefund({ ...refund }, session)
      if (key !== "") keys.set(key, { body, shown })
      return { shown }
    },
    /** The operator refunds on the provider's own pages. */
    byHand: (session: Session, amount: number) => send(session, amount, {}),
    /** How pending refunds end. `returned`: the bank gives back what had succeeded, days later. */
    settle(session: Session, outcome: "succeeded" | "failed" | "returned") {
      const [before, status] =
        outcome === "returned" ? (["succeeded", "failed"] as const) : (["pending", outcome] as const)
      for (const refund of session.refunds.filter((one) => one.status === before)) {
        refund.status = status
        if (status === "failed") refund.failure_reason = "lost_or_stolen_card"
        const type = status === "failed" ? "refund.failed" : "refund.updated"
        webhooks.tell(session, type, shownRefund(refund, session))
      }
      store.keep(session)
    },
  }
}
