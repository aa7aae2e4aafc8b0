import type { Mutant } from "./mutant"

const settle = "lib/orders/payment/settle-payment.ts"
const reconcile = "lib/orders/payment/reconcile-payments.ts"
const send = "lib/orders/refund/send-refund.ts"
const refundLines = "lib/orders/refund/refund-lines.ts"

export const moneyMutants: readonly Mutant[] = [
  {
    name: "the same package is sold twice in a day without a question",
    file: "lib/orders/checkout/find-repeats.ts",
    find: "return repeated.length > 0 ?",
    replace: "return repeated.length > 99 ?",
  },
  {
    name: "money for a cancelled order pays it",
    file: settle,
    find: `return order.status === "open" ? null : `,
    replace: `return order.status !== "paid" ? null : `,
  },
  {
    name: "a second webhook settles again",
    file: settle,
    find: `if (isOver) return "unchanged"`,
    replace: `if (isOver && payment.status !== "paid") return "unchanged"`,
  },
  {
    name: "a repeated event of Stripe is an error",
    file: "db/queries/payment-events.ts",
    find: ".onConflictDoNothing({ target: paymentEvents.eventId })",
    replace: "",
  },
  {
    name: "a payment found by polling has no event",
    file: settle,
    find: `await insertPaymentEvent(tx, { eventId: \`asked:\${sessionId}\`, type: "asked", sessionId }, now)`,
    replace: "",
  },
  {
    name: "a refund is asked for without looking whether it went",
    file: send,
    find: `known.some(({ status }) => status !== "failed")`,
    replace: `known.some(({ status }) => status !== status)`,
  },
  {
    name: "a refused refund is not tried again",
    file: "db/queries/refunds.ts",
    find: "isRetried ? nextRefundAttempt(attempts, now) : null",
    replace: "isRetried && attempts < 0 ? nextRefundAttempt(attempts, now) : null",
  },
  {
    name: "a payment is refunded with its first refund",
    file: "lib/orders/refund/update-refunded-payment.ts",
    find: "const isRefunded = refundedAmount >= receivedAmount",
    replace: "const isRefunded = refundedAmount > 0",
  },
  {
    name: "the job sends no refunds",
    file: reconcile,
    find: "list: (after) => listRefundsToSend(app.db, { ...due, after }, pageSize),",
    replace: "list: (after) => listRefundsToSend(app.db, { ...due, after }, 0 * pageSize),",
  },
  {
    name: "the job settles no payments",
    file: reconcile,
    find: "list: (after) => listPaymentsUnderWay(app.db, { startedBefore, after }, pageSize),",
    replace: "list: (after) => listPaymentsUnderWay(app.db, { startedBefore, after }, 0 * pageSize),",
  },
  {
    name: "unpaid orders are never cancelled",
    file: reconcile,
    find: "const cancelled = await cancelLapsedOrders(app.db, app.now())",
    replace: "const cancelled = await cancelLapsedOrders(app.db, new Date(0))",
  },
  {
    name: "a second press of Plătește starts another payment",
    file: "lib/orders/payment/start-payment.ts",
    find: `if (underWay && underWay.status !== "processing") return ok(underWay)`,
    replace: "",
  },
  {
    name: "an order is refunded with its first line",
    file: refundLines,
    find: "if (left.length === 0) await",
    replace: "if (left.length >= 0) await",
  },
  {
    name: "a refund without its storno",
    file: refundLines,
    find: "await insertRefund(tx, { ...refund, reason }, now)",
    replace: "await insertRefund(tx, { ...refund, stornoId: null, reason }, now)",
  },
  {
    name: "only the first line of an order becomes a package",
    file: "lib/orders/payment/fulfil-order.ts",
    find: "{ customerId: order.customerId, lines }, now)",
    replace: "{ customerId: order.customerId, lines: lines.slice(0, 1) }, now)",
  },
  {
    name: "an operator's refund is a ban short",
    file: "lib/orders/refund/refund-order.ts",
    find: "refundBani: line.priceBani, note",
    replace: "refundBani: line.priceBani - 1, note",
  },
  {
    name: "what went back by hand is sent once more",
    file: "lib/orders/refund/take-up-refunds.ts",
    find: "Math.max(0, Math.min(refund.amount, left))",
    replace: "0 * left",
  },
  {
    name: "an invoice has the rate of the day of its order",
    file: "lib/orders/invoice/issue-invoice.ts",
    find: "await vatBasisPointsAt(app, tx, paidAt)",
    replace: "await vatBasisPointsAt(app, tx, order.createdAt)",
  },
  {
    name: "a dead pay page is handed out again",
    file: "lib/orders/payment/start-payment.ts",
    find: `if (!(await endDeadPayment(app, orderId))) return refuse("provider-unavailable")`,
    replace: "",
  },
  {
    name: "disputed money starts a package",
    file: "lib/subscriptions/activate.ts",
    find: "held ?? (await obstacleOfMoney(tx, bought))",
    replace: "held",
  },
  {
    name: "the last day of a period is paid twice",
    file: "lib/domain/money/withdrawal.ts",
    find: "daysBetween(bucharestDate(startsAt), bucharestDate(endsAt))",
    replace: "daysBetween(bucharestDate(startsAt), bucharestDate(endsAt)) + 1",
  },
]
