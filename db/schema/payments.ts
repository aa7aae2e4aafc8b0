import { sql } from "drizzle-orm"
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { InvoiceId, OrderId, PaymentId, ProviderSessionId, RefundId } from "@/lib/domain/ids/brand"
import { id, instant } from "./columns"
import { invoices } from "./invoices"
import { orders } from "./orders"

/**
 * starting (no session yet) → open → processing (a delayed method) → paid | declined | expired | needs_review, and paid → refunded.
 * `needs_review`: money came that does not fit its order; people decide.
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

/** One attempt to pay an order on the provider's page. One is under way at a time. */
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
    /** The provider's id of the money itself: what a refund names. */
    providerPaymentId: text(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    settledAt: instant(),
    /** The money that came, in the smallest unit of its currency; empty until some did. */
    receivedAmount: integer(),
    receivedCurrency: text(),
    /** Why people have to look at it. */
    reviewReason: text(),
    /** The bank took the money back on the cardholder's word, and how that ended. */
    dispute: text().$type<DisputeStatus>(),
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
 * starting (asked for, and not yet known to the provider) → pending → succeeded | failed. One that the operator made at the provider
 * itself is written down as it is found.
 */
export type RefundStatus = "starting" | "pending" | "succeeded" | "failed"

/** Money sent back, wholly or in part. */
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
    status: text().notNull().$type<RefundStatus>(),
    reason: text().notNull(),
    /** The storno that says what the money was for; empty for money that had no invoice. */
    stornoId: uuid()
      .$type<InvoiceId>()
      .references(() => invoices.id),
    /** How often it failed; one that belongs to a storno is tried again. */
    attempts: integer().notNull().default(0),
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
    check(
      "refunds_provider",
      sql`${table.status} in ('starting', 'failed') or ${table.providerRefundId} is not null`,
    ),
  ],
)

/** What the provider told us, once each: written with the effect that it had. */
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
