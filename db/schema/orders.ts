import { sql } from "drizzle-orm"
import { bigint, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { BillingParty } from "@/lib/domain/firms/billing-profile"
import type { CheckoutId, CustomerId, OfferId, OrderId, PackageId, SmartcardId } from "@/lib/domain/ids/brand"
import { id, instant } from "./columns"
import { customers } from "./customers"
import { offers } from "./offers"
import { packages } from "./packages"
import { smartcards } from "./smartcards"

/** `open` is unpaid; the customer's view also depends on its payments (lib/domain/money/order-state.ts). */
export type OrderStatus = "open" | "paid" | "cancelled" | "refunded"

/** An order, at the prices and for the billing party of that moment. */
export const orders = pgTable(
  "orders",
  {
    id: id().$type<OrderId>(),
    /** Shown to people; ascending, with gaps. */
    number: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity({ startWith: 100_001 }),
    customerId: uuid()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "set null" }),
    status: text().notNull().$type<OrderStatus>(),
    totalBani: integer().notNull(),
    vatBani: integer().notNull(),
    vatBasisPoints: integer().notNull(),
    /** Frozen: changing the profile changes no order. */
    billing: jsonb().notNull().$type<BillingParty>(),
    /** The checkout that it was made from; null on orders made before this column existed. */
    checkoutId: uuid().$type<CheckoutId>(),
    /**
     * The versions of the terms of sale and of the information on withdrawal that stood before the customer's
     * order. Null on orders made before these texts existed: the customer was not informed (decision 0070).
     */
    termsVersion: text(),
    withdrawalVersion: text(),
    createdAt: instant().notNull(),
    /** When it is cancelled if unpaid; the same as for its payment. */
    expiresAt: instant().notNull(),
    paidAt: instant(),
    closedAt: instant(),
  },
  (table) => [
    uniqueIndex("orders_number_key").on(table.number),
    uniqueIndex("orders_checkout_key").on(table.customerId, table.checkoutId),
    index("orders_customer_idx").on(table.customerId, table.createdAt),
    index("orders_open_idx").on(table.expiresAt).where(sql`${table.status} = 'open'`),
    index("orders_cancelled_idx").on(table.closedAt).where(sql`${table.status} = 'cancelled'`),
    check("orders_status", sql`${table.status} in ('open', 'paid', 'cancelled', 'refunded')`),
    check("orders_money", sql`${table.totalBani} > 0 and ${table.vatBani} between 0 and ${table.totalBani}`),
    check("orders_paid_at", sql`(${table.status} in ('paid', 'refunded')) = (${table.paidAt} is not null)`),
  ],
)

/** One offer for one smartcard, with the names of that moment. */
export const orderLines = pgTable(
  "order_lines",
  {
    id: id(),
    orderId: uuid()
      .notNull()
      .$type<OrderId>()
      .references(() => orders.id),
    position: integer().notNull(),
    smartcardId: uuid()
      .notNull()
      .$type<SmartcardId>()
      .references(() => smartcards.id),
    offerId: uuid()
      .notNull()
      .$type<OfferId>()
      .references(() => offers.id),
    packageId: uuid()
      .notNull()
      .$type<PackageId>()
      .references(() => packages.id),
    packageName: text().notNull(),
    serial: text().notNull(),
    cardName: text().notNull(),
    months: integer().notNull(),
    priceBani: integer().notNull(),
    netBani: integer().notNull(),
  },
  (table) => [
    uniqueIndex("order_lines_position_key").on(table.orderId, table.position),
    index("order_lines_smartcard_idx").on(table.smartcardId),
    check(
      "order_lines_money",
      sql`${table.priceBani} > 0 and ${table.netBani} between 0 and ${table.priceBani}`,
    ),
  ],
)
