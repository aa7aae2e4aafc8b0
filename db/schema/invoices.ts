import { sql } from "drizzle-orm"
import {
  type AnyPgColumn,
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import type { BillingParty } from "@/lib/domain/firms/billing-profile"
import type { StoredSeller } from "@/lib/domain/firms/seller"
import type { InvoiceId, OrderId } from "@/lib/domain/ids/brand"
import { id, instant } from "./columns"
import { orderLines, orders } from "./orders"

/** The next number of a series. Raised in the transaction that issues: a number is never lost and never twice. */
export const invoiceSeries = pgTable("invoice_series", {
  series: text().primaryKey(),
  nextNumber: bigint({ mode: "number" }).notNull().default(1),
})

/** An issued invoice, seller and buyer as they were. A trigger of the migration refuses to change or remove one. */
export const invoices = pgTable(
  "invoices",
  {
    id: id().$type<InvoiceId>(),
    series: text()
      .notNull()
      .references(() => invoiceSeries.series),
    number: bigint({ mode: "number" }).notNull(),
    orderId: uuid()
      .notNull()
      .$type<OrderId>()
      .references(() => orders.id),
    seller: jsonb().notNull().$type<StoredSeller>(),
    buyer: jsonb().notNull().$type<BillingParty>(),
    totalBani: integer().notNull(),
    vatBani: integer().notNull(),
    vatBasisPoints: integer().notNull(),
    issuedAt: instant().notNull(),
    /** The invoice that this one takes back, wholly or in part; its amounts are negative then. */
    stornoOf: uuid()
      .$type<InvoiceId>()
      .references((): AnyPgColumn => invoices.id),
  },
  (table) => [
    uniqueIndex("invoices_number_key").on(table.series, table.number),
    index("invoices_order_idx").on(table.orderId),
    index("invoices_issued_at_idx").on(table.issuedAt),
    uniqueIndex("invoices_one_per_order").on(table.orderId).where(sql`${table.stornoOf} is null`),
    check(
      "invoices_sign",
      sql`case when ${table.stornoOf} is null then ${table.totalBani} > 0 else ${table.totalBani} < 0 end`,
    ),
  ],
)

export const invoiceLines = pgTable(
  "invoice_lines",
  {
    id: id(),
    invoiceId: uuid()
      .notNull()
      .$type<InvoiceId>()
      .references(() => invoices.id),
    position: integer().notNull(),
    orderLineId: uuid().references(() => orderLines.id),
    text: text().notNull(),
    priceBani: integer().notNull(),
    netBani: integer().notNull(),
  },
  (table) => [
    uniqueIndex("invoice_lines_position_key").on(table.invoiceId, table.position),
    // What was taken back once is not taken back again.
    uniqueIndex("invoice_lines_one_storno").on(table.orderLineId).where(sql`${table.priceBani} < 0`),
  ],
)
