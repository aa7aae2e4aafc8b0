import { bigint, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { CustomerId, InvoiceId, OrderId, WithdrawalId } from "@/lib/domain/ids/brand"
import { id, instant } from "./columns"
import { customers } from "./customers"
import { invoices } from "./invoices"
import { orders } from "./orders"

/** Withdrawals from a contract, as they were acknowledged to the customer (OUG 34/2014 art. 11^1). */
export const withdrawals = pgTable(
  "withdrawals",
  {
    id: id().$type<WithdrawalId>(),
    /** The number that the customer sees. */
    number: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity({ startWith: 1_001 }),
    orderId: uuid()
      .notNull()
      .$type<OrderId>()
      .references(() => orders.id),
    customerId: uuid()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "set null" }),
    stornoId: uuid()
      .notNull()
      .$type<InvoiceId>()
      .references(() => invoices.id),
    refundBani: integer().notNull(),
    /** The declaration, exactly as the customer confirmed it and as it was mailed. */
    content: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex("withdrawals_number_key").on(table.number),
    uniqueIndex("withdrawals_storno_key").on(table.stornoId),
    index("withdrawals_order_idx").on(table.orderId),
    index("withdrawals_customer_idx").on(table.customerId),
  ],
)
