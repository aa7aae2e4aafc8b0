import { sql } from "drizzle-orm"
import {
  type AnyPgColumn,
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import type { BillingParty } from "@/lib/domain/firms/billing-profile"
import type { StoredSeller } from "@/lib/domain/firms/seller"
import type { InvoiceId, OrderId } from "@/lib/domain/ids/brand"
import { bytes, id, instant } from "./columns"
import { orderLines, orders } from "./orders"

/** The next number of each series, raised in the transaction that issues: no gaps, no duplicates. */
export const invoiceSeries = pgTable("invoice_series", {
  series: text().primaryKey(),
  nextNumber: bigint({ mode: "number" }).notNull().default(1),
})

/**
 * Invoices and stornos, with seller and buyer as they were when issued. A database trigger refuses UPDATE
 * and DELETE.
 */
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
    /** When the money came in. Null for a storno, and on invoices from before this column existed. */
    paidAt: instant(),
    /** The layout of its PDF, for ever; a row of a version without this column has the first. */
    pdfLayout: smallint().notNull().default(1),
    /** For a storno, the original invoice; its amounts are negative. */
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
    // An order line has at most one storno.
    uniqueIndex("invoice_lines_one_storno").on(table.orderLineId).where(sql`${table.priceBani} < 0`),
    // Erasing an unpaid order asks of each of its lines that no invoice refers to it.
    index("invoice_lines_order_line_idx").on(table.orderLineId),
  ],
)

/**
 * The PDF of an invoice or storno, made once: on the first request or when it is mailed. A database trigger
 * refuses UPDATE and DELETE.
 */
export const invoicePdfs = pgTable("invoice_pdfs", {
  invoiceId: uuid()
    .primaryKey()
    .$type<InvoiceId>()
    .references(() => invoices.id),
  pdf: bytes().notNull(),
  madeAt: instant().notNull(),
})
