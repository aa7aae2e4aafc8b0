import { type Exchange, json } from "@/stand-ins/server"
import { webhookModes } from "./events"
import { pay } from "./pay"
import { type Provider, refuse } from "./provider"
import { disputeStates, refundModes, type Session, shownDisputes } from "./sessions"

/** POST /_<control>/<session>/<outcome>, and /_webhooks/<mode> for all sessions. */
export function answerControls(provider: Provider, { request, response, url }: Exchange) {
  const [, name = "", id = "", outcome = ""] = url.pathname.split("/")
  if (request.method !== "POST") return refuse(response, { status: 405, message: "POST alone." })
  const mode = webhookModes.find((one) => one === id)
  if (name === "_webhooks" && mode) {
    provider.webhooks.setMode(mode)
    return json(response, {})
  }
  const session = provider.store.find(id)
  const control = controls[name]
  if (!session || !control) return refuse(response, { status: 404, message: "No such session or path." })
  const isKnown = control(provider, session, { outcome, query: url.searchParams })
  json(response, {}, { status: isKnown ? 200 : 400 })
}

type Wanted = { readonly outcome: string; readonly query: URLSearchParams }
/** Returns false for an outcome that it does not know. */
type Control = (provider: Provider, session: Session, wanted: Wanted) => boolean

const controls: Readonly<Record<string, Control>> = {
  _webhooks({ webhooks }, session, { outcome }) {
    const mode = webhookModes.find((one) => one === outcome)
    if (mode) webhooks.setMode(mode, session)
    return mode !== undefined
  },
  _pay(provider, session, { outcome, query }) {
    session.amountTotal = Number(query.get("amount") ?? session.amountTotal)
    session.currency = query.get("currency") ?? session.currency
    session.clientReferenceId = query.get("order") ?? session.clientReferenceId
    session.chargedAt = secondsOf(query.get("chargedAt"))
    pay(provider, session, outcome)
    return true
  },
  _settle({ store, webhooks, isTimed }, session, { outcome }) {
    const succeeded = outcome === "succeed"
    if (succeeded && isTimed) session.chargedAt = Math.floor(Date.now() / 1_000)
    session.paymentStatus = succeeded ? "paid" : "unpaid"
    session.intentStatus = succeeded ? "succeeded" : "requires_payment_method"
    store.keep(session)
    webhooks.send(succeeded ? "async_payment_succeeded" : "async_payment_failed", session)
    return true
  },
  _refunds({ store }, session, { outcome }) {
    const mode = refundModes.find((one) => one === outcome)
    if (mode) store.keep({ ...session, refundMode: mode })
    return mode !== undefined
  },
  _refund: ({ refunds }, session, { outcome }) => refunds.byHand(session, Number(outcome)) !== null,
  _refunded({ refunds }, session, { outcome }) {
    if (outcome !== "succeeded" && outcome !== "failed" && outcome !== "returned") return false
    refunds.settle(session, outcome)
    return true
  },
  _dispute({ store, webhooks }, session, { outcome }) {
    const state = disputeStates.find((one) => one === outcome)
    if (!state) return false
    const disputed: Session = { ...session, dispute: state }
    store.keep(disputed)
    const [dispute] = shownDisputes(disputed)
    webhooks.tell(disputed, `charge.dispute.${state === "needs_response" ? "created" : "closed"}`, dispute)
    return true
  },
}

/** The seconds of an instant in ISO 8601. */
const secondsOf = (instant: string | null) => (instant ? Math.floor(Date.parse(instant) / 1_000) : undefined)
