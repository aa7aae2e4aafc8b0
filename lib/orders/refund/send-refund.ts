import "server-only"
import type { DbOrTx } from "@/db/client"
import { type LockedPayment, lockPayment } from "@/db/queries/payments"
import { countUnanswered, findRefund, madeAtProvider, type RefundToSend } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import type { PaymentId, RefundId } from "@/lib/domain/ids/brand"
import type { ProviderRefund, RefundsAndDisputes } from "@/lib/payments/provider"
import { log } from "@/lib/runtime/log"
import { recordAttempt, recordProviderRefund } from "./record-provider-refund"
import { takeUpRefunds } from "./take-up-refunds"
import { updateRefundedPayment } from "./update-refunded-payment"

/** `unavailable`: the provider does not answer; the job tries again. */
export type RefundOutcome = ProviderRefund["status"] | "unavailable"

/**
 * Has the provider send what is left of a refund, and stores the outcome. What the provider knows already is
 * stored first: the money goes once, and what was sent in the provider's dashboard is not sent again.
 */
export async function sendRefund(app: App, id: RefundId): Promise<RefundOutcome> {
  const refund = await findRefund(app.db, id)
  if (!refund?.providerPaymentId) throw new Error("The refund's payment has no id at the provider")
  const { paymentId, providerPaymentId } = refund
  const seen = await app.payments.fetchRefundsAndDisputes(providerPaymentId)
  if (!seen) return "unavailable"
  const known = seen.refunds.filter(({ refundId }) => refundId === id)
  const stored = await app.db.transaction((tx) => recordSeen(tx, { id, paymentId, seen }, app.now()))
  const isSent = known.some(({ status }) => status !== "failed")
  const isForeign = stored.reason === madeAtProvider || stored.elsewhereAmount === stored.amount
  if (isSent || isForeign) return stored.status === "starting" ? "pending" : stored.status
  const amount = stored.amount - stored.elsewhereAmount
  const key = keyOf({ ...stored, amount, made: known.length })
  const sent = await app.payments.refund({ refundId: id, key, providerPaymentId, amount })
  if (!sent) {
    await countUnanswered(app.db, id)
    return "unavailable"
  }
  await app.db.transaction(async (tx) => {
    const locked = await lockedPayment(tx, paymentId)
    await recordAttempt(tx, { paymentId, sent: { ...sent, refundId: id } }, app.now())
    await updateRefundedPayment(tx, locked, app.now())
  })
  if (sent.status === "failed") log.error({ refund: id, failure: sent.failure }, "refund failed")
  return sent.status
}

type SeenRefunds = {
  readonly id: RefundId
  readonly paymentId: PaymentId
  readonly seen: RefundsAndDisputes
}

/** Stores what the provider knows of the payment's refunds. Returns the refund as it is then. */
async function recordSeen(
  tx: DbOrTx,
  { id, paymentId, seen }: SeenRefunds,
  now: Date,
): Promise<RefundToSend> {
  const locked = await lockedPayment(tx, paymentId)
  for (const refund of seen.refunds) await recordProviderRefund(tx, { paymentId, refund }, now)
  await takeUpRefunds(tx, paymentId, now)
  await updateRefundedPayment(tx, locked, now)
  const stored = await findRefund(tx, id)
  if (!stored) throw new Error("The refund is missing")
  return stored
}

async function lockedPayment(tx: DbOrTx, id: PaymentId): Promise<LockedPayment> {
  const locked = await lockPayment(tx, id)
  if (!locked) throw new Error("The refund's payment is missing")
  return locked
}

type Attempt = Pick<RefundToSend, "attempts" | "unanswered" | "amount"> & {
  /** The number of its refunds that the provider knows. */
  readonly made: number
}

/**
 * Another key after each failure that we or the provider know of and after each request without an answer:
 * the provider repeats the first answer to a key. Until one of them is known, concurrent requests share a
 * key, so that the money goes once.
 */
const keyOf = ({ attempts, unanswered, made, amount }: Attempt): string =>
  [attempts, unanswered, made, amount].join("-")
