import { sql } from "drizzle-orm"
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { InvoiceId, OrderId, PaymentId, ProviderSessionId, RefundId } from "@/lib/domain/ids/brand"
import { id, instant } from "./columns"
import { invoices } from "./invoices"
import { orders } from "./orders"

/**
 * starting (no session yet) → open → processing (a delayed method) → paid | declined | expired |
 * needs_review; paid and needs_review → refunded. `needs_review`: money came that does not match its order;
 * the operator decides.
 */
export type PaymentStatus =
  | "starting"
  | "open"
  | "processing"
  | "paid"
  | "declined"
  | "expired"
  | "needs_review"
  | "refunded"

export type DisputeStatus = "open" | "won" | "lost"

/** Attempts to pay an order on the provider's page. An order has at most one under way. */
export const payments = pgTable(
  "payments",
  {
    id: id().$type<PaymentId>(),
    orderId: uuid()
      .notNull()
      .$type<OrderId>()
      .references(() => orders.id),
    attempt: integer().notNull(),
    status: text().notNull().$type<PaymentStatus>(),
    amountBani: integer().notNull(),
    currency: text().notNull(),
    /** The provider's checkout session; null until it is opened. */
    sessionId: text().$type<ProviderSessionId>(),
    url: text(),
    /** The provider's id of the payment; a refund refers to it. */
    providerPaymentId: text(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    settledAt: instant(),
    /** The money received, in the smallest unit of its currency; null until then. */
    receivedAmount: integer(),
    receivedCurrency: text(),
    /** When it came in, as the provider says. Null also on payments from before this column existed. */
    receivedAt: instant(),
    /** Why the payment needs a review; for the operator. */
    reviewReason: text(),
    /** A dispute (chargeback) that the cardholder opened at the bank. */
    dispute: text().$type<DisputeStatus>(),
    /** When the operator took it off the list; null again when something new happens to it. */
    seenAt: instant(),
  },
  (table) => [
    uniqueIndex("payments_attempt_key").on(table.orderId, table.attempt),
    uniqueIndex("payments_session_key").on(table.sessionId),
    uniqueIndex("payments_one_under_way")
      .on(table.orderId)
      .where(sql`${table.status} in ('starting', 'open', 'processing')`),
    uniqueIndex("payments_provider_payment_key").on(table.providerPaymentId),
    index("payments_attention_idx")
      .on(table.createdAt)
      .where(sql`${table.status} = 'needs_review' or ${table.dispute} is not null`),
    index("payments_under_way_idx")
      .on(table.createdAt)
      .where(sql`${table.status} in ('starting', 'open', 'processing')`),
    check(
      "payments_status",
      sql`${table.status} in ('starting', 'open', 'processing', 'paid', 'declined', 'expired', 'needs_review', 'refunded')`,
    ),
    check(
      "payments_session",
      sql`${table.status} in ('starting', 'expired') or ${table.sessionId} is not null`,
    ),
    check(
      "payments_received",
      sql`(${table.receivedAmount} is null) = (${table.status} not in ('paid', 'needs_review', 'refunded'))
      and (${table.receivedAmount} is null) = (${table.receivedCurrency} is null)`,
    ),
    check("payments_dispute", sql`${table.dispute} in ('open', 'won', 'lost')`),
    check("payments_review", sql`(${table.status} = 'needs_review') = (${table.reviewReason} is not null)`),
  ],
)

/**
 * starting (not known to the provider yet) → pending → succeeded | failed. A refund made in the provider's
 * dashboard is inserted with the status that it has there.
 */
export type RefundStatus = "starting" | "pending" | "succeeded" | "failed"

/** Full and partial refunds of payments. */
export const refunds = pgTable(
  "refunds",
  {
    id: id().$type<RefundId>(),
    paymentId: uuid()
      .notNull()
      .$type<PaymentId>()
      .references(() => payments.id),
    /** In the smallest unit of the payment's currency. */
    amount: integer().notNull(),
    /**
     * The part that went back another way: by refunds made in the provider's dashboard, or by the bank. Only
     * the rest is sent.
     */
    elsewhereAmount: integer().notNull().default(0),
    status: text().notNull().$type<RefundStatus>(),
    reason: text().notNull(),
    /** The storno of the refunded lines; null for a payment that had no invoice. */
    stornoId: uuid()
      .$type<InvoiceId>()
      .references(() => invoices.id),
    /** The number of failed attempts. A refund with a storno is retried. */
    attempts: integer().notNull().default(0),
    /** The number of requests that the provider did not answer: it may repeat that under the same key. */
    unanswered: integer().notNull().default(0),
    nextAttemptAt: instant(),
    providerRefundId: text(),
    failure: text(),
    createdAt: instant().notNull(),
    settledAt: instant(),
  },
  (table) => [
    index("refunds_payment_idx").on(table.paymentId),
    uniqueIndex("refunds_storno_key").on(table.stornoId),
    index("refunds_retry_idx").on(table.nextAttemptAt).where(sql`${table.nextAttemptAt} is not null`),
    uniqueIndex("refunds_provider_refund_key").on(table.providerRefundId),
    index("refunds_under_way_idx").on(table.createdAt).where(sql`${table.status} in ('starting', 'pending')`),
    check("refunds_status", sql`${table.status} in ('starting', 'pending', 'succeeded', 'failed')`),
    check("refunds_amount", sql`${table.amount} > 0`),
    check("refunds_elsewhere", sql`${table.elsewhereAmount} between 0 and ${table.amount}`),
    check(
      "refunds_provider",
      sql`${table.status} in ('starting', 'failed') or ${table.providerRefundId} is not null
      or ${table.elsewhereAmount} = ${table.amount}`,
    ),
  ],
)

/** The provider's events, once each, stored in the transaction that applied them. */
export const paymentEvents = pgTable(
  "payment_events",
  {
    id: id(),
    eventId: text().notNull(),
    type: text().notNull(),
    sessionId: text().notNull().$type<ProviderSessionId>(),
    receivedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex("payment_events_event_key").on(table.eventId),
    index("payment_events_session_idx").on(table.sessionId),
  ],
)
