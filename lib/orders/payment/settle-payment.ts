import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertPaymentEvent } from "@/db/queries/payment-events"
import {
  findPaymentUnderWay,
  type LockedPayment,
  lockPayment,
  openPayment,
  settlePaymentRow,
} from "@/db/queries/payments"
import type { App } from "@/lib/app"
import type { PaymentId, ProviderSessionId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import type { ProviderEvent, ProviderSession } from "@/lib/payments/provider"
import { log } from "@/lib/runtime/log"
import { fulfilOrder } from "./fulfil-order"
import { keepPayable } from "./keep-payable"
import { keepUnmatched } from "./unmatched-payments"

export type PaymentOutcome =
  /** The provider does not answer: try again later. */
  | "unavailable"
  | "paid"
  | "waiting"
  | "declined"
  | "expired"
  | "needs-review"
  | "unchanged"
  /** The session belongs to no payment of ours. */
  | "unknown"

/**
 * Brings a payment to the state of its session at the provider. The webhook, the return page and the job
 * all call it, in any order and any number of times. One transaction stores the event, marks the order
 * paid, inserts its subscriptions, issues its invoice and enqueues its mail. `needs-review`: the money
 * came, but its amount, currency or order does not match; the operator decides.
 */
export async function settlePayment(
  app: App,
  sessionId: ProviderSessionId,
  event?: ProviderEvent,
): Promise<PaymentOutcome> {
  const session = await app.payments.fetch(sessionId)
  if (!session) return "unavailable"
  if (session === "unknown") return "unknown"
  const now = app.now()
  const paymentId = parseId<PaymentId>(session.paymentId)
  if (!paymentId) return "unknown"
  const outcome = await app.db.transaction(async (tx) => {
    const locked = await lockPayment(tx, paymentId)
    if (!locked) return "unknown"
    const { payment } = locked
    if (payment.sessionId && payment.sessionId !== sessionId) return "unknown"
    if (event) await insertPaymentEvent(tx, { eventId: event.id, type: event.type, sessionId }, now)
    if (!payment.sessionId) await openPayment(tx, paymentId, { sessionId, url: "" })
    return applySession(app, tx, { ...locked, session, now })
  })
  if (outcome === "unknown" && session.state === "paid") await keepUnmatched(app, session)
  if (outcome === "needs-review") log.error({ payment: paymentId }, "payment needs review")
  return outcome
}

type Settlement = LockedPayment & { readonly session: ProviderSession; readonly now: Date }

async function applySession(app: App, tx: DbOrTx, settlement: Settlement): Promise<PaymentOutcome> {
  const { order, payment, session, now } = settlement
  const isOver = ["paid", "needs_review", "refunded"].includes(payment.status)
  if (isOver) return "unchanged"
  if (session.state === "paid") return markPaid(app, tx, settlement)
  // A session that expired or was declined can still become paid later, so only received money is final. An
  // answer from before the payment ended does not open it again.
  const status = session.state
  const isEnded = payment.status === "declined" || (payment.status === "expired" && status !== "processing")
  if (status === payment.status || isEnded) return "unchanged"
  if (payment.status === "expired" && (await findPaymentUnderWay(tx, order.id))) return "unchanged"
  const { providerPaymentId } = session
  await settlePaymentRow(tx, { id: payment.id, status, providerPaymentId }, now)
  if (status === "declined" && order.status === "open") await keepPayable(tx, order, { payment, now })
  return status === "open" || status === "processing" ? "waiting" : status
}

async function markPaid(app: App, tx: DbOrTx, settlement: Settlement): Promise<PaymentOutcome> {
  const { order, payment, session, now } = settlement
  const { providerPaymentId, sessionId } = session
  // A synthetic event, so that a payment found by polling has an event row too.
  await insertPaymentEvent(tx, { eventId: `asked:${sessionId}`, type: "asked", sessionId }, now)
  const paidAt = cameAt(settlement)
  const received = { amount: session.amountBani, currency: session.currency, at: paidAt }
  const paid = { id: payment.id, providerPaymentId, received }
  const reviewReason = mismatchReason(settlement)
  if (reviewReason) {
    await settlePaymentRow(tx, { ...paid, status: "needs_review", reviewReason }, now)
    return "needs-review"
  }
  await settlePaymentRow(tx, { ...paid, status: "paid" }, now)
  await fulfilOrder(app, tx, { order, paidAt, now })
  return "paid"
}

/** When the money came in, by the provider's clock, between the start of the payment and now by ours. */
function cameAt({ payment, session, now }: Settlement): Date {
  const paidAt = Math.max((session.paidAt ?? now).getTime(), payment.createdAt.getTime())
  return new Date(Math.min(paidAt, now.getTime()))
}

/** Why the money cannot pay the order; null when it can. */
function mismatchReason({ order, payment, session }: Settlement): string | null {
  if (session.orderId !== order.id) return "the provider names another order"
  if (session.currency !== payment.currency) return `paid in ${session.currency}`
  if (session.amountBani !== payment.amountBani || payment.amountBani !== order.totalBani) {
    return `paid ${session.amountBani} of ${order.totalBani} bani`
  }
  return order.status === "open" ? null : `the order is ${order.status}`
}
