import { integer, pgTable, text } from "drizzle-orm/pg-core"
import type { ProviderSessionId } from "@/lib/domain/ids/brand"
import { instant } from "./columns"

/**
 * Money at the provider that names a payment which is not here, as after a backup was put back. It is on the
 * operator's list until `seenAt`. Nothing in it is about a person.
 */
export const unmatchedPayments = pgTable("unmatched_payments", {
  sessionId: text().primaryKey().$type<ProviderSessionId>(),
  /** The provider's id of the payment; a refund in its pages refers to it. */
  providerPaymentId: text(),
  /** In the smallest unit of its currency. */
  amount: integer().notNull(),
  currency: text().notNull(),
  /** The order that the provider names. */
  orderId: text().notNull(),
  /** When the money came in, as the provider says. */
  paidAt: instant(),
  foundAt: instant().notNull(),
  /** When the operator took it off the list. */
  seenAt: instant(),
})
