import "server-only"
import type { DbOrTx } from "@/db/client"
import { lockOrder } from "@/db/queries/orders"
import { findPayment, insertPaymentEvent, openPayment, settlePaymentRow } from "@/db/queries/payments"
import type { App } from "@/lib/app"
import type { PaymentId, ProviderSessionId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import type { ProviderEvent, ProviderSession } from "@/lib/payments/provider"
import { log } from "@/lib/runtime/log"
import { fulfilOrder } from "./fulfil-order"

type Payment = NonNullable<Awaited<ReturnType<typeof findPayment>>>
type Order = NonNullable<Awaited<ReturnType<typeof lockOrder>>>

export type Settled =
  | "away"
  | "paid"
  | "waiting"
  | "declined"
  | "expired"
  | "needs-review"
  | "unchanged"
  | "unknown"

/**
 * Brings a payment to what is true at the provider: called alike by the webhook, the return page and the job, in any order and
 * however often. In one transaction: the event, the order paid, its subscriptions, its invoice, its mail. Money that does not fit
 * (another amount or currency, an order that no longer waits, paid twice) is never lost and never guessed about: `needs-review`.
 */
export async function settlePayment(
  app: App,
  sessionId: ProviderSessionId,
  event?: ProviderEvent,
): Promise<Settled> {
  const session = await app.payments.fetch(sessionId)
  if (!session) return "away"
  const now = app.now()
  const paymentId = parseId<PaymentId>(session.paymentId)
  const known = paymentId && (await findPayment(app.db, paymentId))
  if (!known) return "unknown"
  const settled = await app.db.transaction(async (tx) => {
    const order = await lockOrder(tx, known.orderId)
    const payment = await findPayment(tx, known.id)
    if (!order || !payment) throw new Error("A payment lost its order")
    if (payment.sessionId && payment.sessionId !== sessionId) return "unknown"
    if (event) await insertPaymentEvent(tx, { eventId: event.id, type: event.type, sessionId }, now)
    if (!payment.sessionId) await openPayment(tx, payment.id, { sessionId, url: "" })
    return converge(app, tx, { order, payment, session, now })
  })
  if (settled === "needs-review") log.error({ payment: known.id }, "payment needs review")
  return settled
}

type Converging = {
  readonly order: Order
  readonly payment: Payment
  readonly session: ProviderSession
  readonly now: Date
}

async function converge(app: App, tx: DbOrTx, now: Converging): Promise<Settled> {
  const { payment, session } = now
  const isOver = ["paid", "needs_review", "refunded"].includes(payment.status)
  if (isOver) return "unchanged"
  if (session.state === "paid") return takeMoney(app, tx, now)
  // A page that was closed or failed can still turn out paid later; only money is final.
  const next = { open: "open", processing: "processing", declined: "declined", expired: "expired" } as const
  const status = next[session.state]
  if (status === payment.status || payment.status === "declined") return "unchanged"
  await settlePaymentRow(tx, payment.id, { status, providerPaymentId: session.providerPaymentId }, now.now)
  return status === "open" || status === "processing" ? "waiting" : status
}

async function takeMoney(
  app: App,
  tx: DbOrTx,
  { order, payment, session, now }: Converging,
): Promise<Settled> {
  const { providerPaymentId, sessionId } = session
  // Whoever asked, an effect has its event: here that we asked and were told.
  await insertPaymentEvent(tx, { eventId: `asked:${sessionId}`, type: "asked", sessionId }, now)
  const received = { amount: session.amountBani, currency: session.currency }
  const reviewReason = misfit(order, payment, session)
  if (reviewReason) {
    const review = { status: "needs_review", providerPaymentId, received, reviewReason } as const
    await settlePaymentRow(tx, payment.id, review, now)
    return "needs-review"
  }
  await settlePaymentRow(tx, payment.id, { status: "paid", providerPaymentId, received }, now)
  await fulfilOrder(app, tx, order, now)
  return "paid"
}

function misfit(order: Order, payment: Payment, session: ProviderSession): string | null {
  if (session.orderId !== order.id) return "the provider names another order"
  if (session.currency !== payment.currency) return `paid in ${session.currency}`
  if (session.amountBani !== payment.amountBani || payment.amountBani !== order.totalBani) {
    return `paid ${session.amountBani} of ${order.totalBani} bani`
  }
  return order.status === "open" ? null : `the order is ${order.status}`
}
