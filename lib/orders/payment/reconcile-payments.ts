import "server-only"
import { cancelLapsedOrders } from "@/db/queries/orders"
import { expirePayment } from "@/db/queries/payments"
import { countPaymentsInReview } from "@/db/queries/payments-to-review"
import {
  countPaymentsUnderWay,
  listPaymentsUnderWay,
  type PaymentUnderWay,
} from "@/db/queries/payments-under-way"
import { countRefundsToSend, listRefundsToSend, type UnfinishedRefund } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import { dayMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { type RefundOutcome, sendRefund } from "@/lib/orders/refund/send-refund"
import type { Deadline } from "@/lib/runtime/deadline"
import { describeError } from "@/lib/runtime/describe-error"
import { log } from "@/lib/runtime/log"
import { workThrough } from "@/lib/runtime/work-through"
import { closeOpenPage } from "./close-open-page"
import { makeUpEvents } from "./make-up-events"
import type { PaymentOutcome } from "./settle-payment"
import { settleUnderWay } from "./settle-under-way"

/** A payment or refund younger than this is left to its webhook or its first request. */
const patienceMs = 2 * minuteMs
/**
 * A session that the provider does not know is asked about for so long after its end: the key may be wrong
 * for a while, and money may be there.
 */
const unknownMs = 3 * dayMs

type ReconcileOptions = { readonly budgetMs?: number; readonly pageSize?: number }
type Run = { readonly deadline: Deadline; readonly pageSize: number }

/**
 * The job behind the webhooks: settles payments under way, closes expired payment pages and those for a card
 * that cannot be used any more, cancels unpaid orders past their time, sends unfinished refunds and applies
 * events whose webhook was lost. Runs may overlap, repeat or be missed; a payment or refund that throws is
 * counted as failed and delays no other. Returns counts; `left` is what the time did not suffice for,
 * `waitingForReview` the number of payments that the operator has to look at.
 */
export async function reconcilePayments(
  app: App,
  { budgetMs = 60_000, pageSize = 200 }: ReconcileOptions = {},
): Promise<Record<string, number>> {
  const run = { deadline: app.deadline(budgetMs), pageSize }
  const payments = await settlePaymentsUnderWay(app, run)
  const cancelled = await cancelLapsedOrders(app.db, app.now())
  const refunds = await sendUnfinishedRefunds(app, run)
  const events = await makeUpEvents(app, { deadline: run.deadline, unlessItThrows })
  return {
    ...payments,
    ...events,
    cancelled,
    refunded: refunds.refunded,
    failed: payments.failed + refunds.failed + events.failed,
    left: payments.left + refunds.left,
    waitingForReview: await countPaymentsInReview(app.db),
  }
}

/** The counter that each outcome raises; null: none. */
const paymentCounts = {
  unavailable: "failed",
  paid: "paid",
  waiting: null,
  declined: null,
  expired: "expired",
  "needs-review": "review",
  unchanged: null,
  unknown: "failed",
} as const satisfies Record<PaymentOutcome, string | null>

async function settlePaymentsUnderWay(app: App, { deadline, pageSize }: Run) {
  const counts = { checked: 0, paid: 0, review: 0, expired: 0, failed: 0 }
  const startedBefore = later(app.now(), -patienceMs)
  const left = await workThrough<PaymentUnderWay>(deadline, {
    list: (after) => listPaymentsUnderWay(app.db, { startedBefore, after }, pageSize),
    count: (after) => countPaymentsUnderWay(app.db, { startedBefore, after }),
    run: async (payment) => {
      counts.checked += 1
      const outcome = await unlessItThrows({ payment: payment.id }, () => settleOne(app, payment))
      const count = outcome === "failed" ? outcome : paymentCounts[outcome]
      if (count) counts[count] += 1
    },
  })
  return { ...counts, left }
}

const refundCounts = {
  unavailable: "failed",
  pending: null,
  succeeded: "refunded",
  failed: "failed",
} as const satisfies Record<RefundOutcome, string | null>

async function sendUnfinishedRefunds(app: App, { deadline, pageSize }: Run) {
  const counts = { refunded: 0, failed: 0 }
  const due = { startedBefore: later(app.now(), -patienceMs), now: app.now() }
  const left = await workThrough<UnfinishedRefund>(deadline, {
    list: (after) => listRefundsToSend(app.db, { ...due, after }, pageSize),
    count: (after) => countRefundsToSend(app.db, { ...due, after }),
    run: async ({ id }) => {
      const count = refundCounts[await unlessItThrows({ refund: id }, () => sendRefund(app, id))]
      if (count) counts[count] += 1
    },
  })
  return { ...counts, left }
}

/** One item's error is logged and stops no other item. */
async function unlessItThrows<Outcome>(
  item: Record<string, string>,
  run: () => Promise<Outcome>,
): Promise<Outcome | "failed"> {
  try {
    return await run()
  } catch (error) {
    log.error({ ...item, err: describeError(error) }, "left to the next run of the job")
    return "failed"
  }
}

async function settleOne(app: App, payment: PaymentUnderWay): Promise<PaymentOutcome> {
  const outcome = await settleUnderWay(app, payment)
  if (outcome === "unchanged" && payment.isForUnusableCard) return closeOpenPage(app, payment)
  if (outcome !== "unknown") return outcome
  log.error({ payment: payment.id }, "the payment provider does not know the session of a payment")
  if (payment.expiresAt > later(app.now(), -unknownMs)) return outcome
  return (await expirePayment(app.db, payment, app.now())) ? "expired" : outcome
}
