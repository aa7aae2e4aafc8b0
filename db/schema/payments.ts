import { sql } from "drizzle-orm"
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { OrderId, PaymentId } from "@/lib/domain/brand"
import { id, instant } from "./columns"
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
    sessionId: text(),
    url: text(),
    /** The provider's id of the money itself: what a refund names. */
    providerPaymentId: text(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    settledAt: instant(),
    /** Why people have to look at it. */
    reviewReason: text(),
  },
  (table) => [
    uniqueIndex("payments_attempt_key").on(table.orderId, table.attempt),
    uniqueIndex("payments_session_key").on(table.sessionId),
    uniqueIndex("payments_one_under_way")
      .on(table.orderId)
      .where(sql`${table.status} in ('starting', 'open', 'processing')`),
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
    check("payments_review", sql`(${table.status} = 'needs_review') = (${table.reviewReason} is not null)`),
  ],
)

/** What the provider told us, once each: written with the effect that it had. */
export const paymentEvents = pgTable(
  "payment_events",
  {
    id: id(),
    eventId: text().notNull(),
    type: text().notNull(),
    sessionId: text().notNull(),
    receivedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex("payment_events_event_key").on(table.eventId),
    index("payment_events_session_idx").on(table.sessionId),
  ],
)
