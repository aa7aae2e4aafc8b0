import "server-only"
import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm"
import { readSeller, type Seller } from "@/lib/domain/firms/seller"
import type { CustomerId, InvoiceId, OrderId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { invoiceLines, invoiceSeries, invoices, orders } from "../schema"

/**
 * Takes the next number of a series. The row of the series stays locked until the transaction ends, so that a
 * rollback leaves no gap.
 */
export async function takeInvoiceNumber(db: DbOrTx, series: string): Promise<number> {
  const [taken] = await db
    .update(invoiceSeries)
    .set({ nextNumber: sql`${invoiceSeries.nextNumber} + 1` })
    .where(eq(invoiceSeries.series, series))
    .returning({ next: invoiceSeries.nextNumber })
  if (!taken) throw new Error(`There is no invoice series ${series}`)
  return taken.next - 1
}

/**
 * When an invoice was issued; null without one of that number. Not part of `takeInvoiceNumber`: a statement
 * that waited for the lock of the series reads other tables as they were before the wait.
 */
export async function findIssuedAt(
  db: DbOrTx,
  { series, number }: { readonly series: string; readonly number: number },
): Promise<Date | null> {
  const [found] = await db
    .select({ issuedAt: invoices.issuedAt })
    .from(invoices)
    .where(and(eq(invoices.series, series), eq(invoices.number, number)))
  return found?.issuedAt ?? null
}

export async function insertInvoice(
  db: DbOrTx,
  invoice: Omit<typeof invoices.$inferInsert, "id">,
): Promise<InvoiceId> {
  const [inserted] = await db.insert(invoices).values(invoice).returning({ id: invoices.id })
  if (!inserted) throw new Error("The invoice was not inserted")
  return inserted.id
}

export type NewInvoiceLine = {
  readonly orderLineId: string
  readonly text: string
  readonly priceBani: number
  readonly netBani: number
}

export async function insertInvoiceLines(
  db: DbOrTx,
  invoiceId: InvoiceId,
  lines: readonly NewInvoiceLine[],
): Promise<void> {
  await db.insert(invoiceLines).values(lines.map((line, position) => ({ ...line, invoiceId, position })))
}

const nameColumns = {
  id: invoices.id,
  orderId: invoices.orderId,
  series: invoices.series,
  number: invoices.number,
  issuedAt: invoices.issuedAt,
  totalBani: invoices.totalBani,
  vatBani: invoices.vatBani,
  vatBasisPoints: invoices.vatBasisPoints,
  stornoOf: invoices.stornoOf,
}

/** The invoice of an order and its stornos, by number. */
export async function listInvoicesOf(db: DbOrTx, orderId: OrderId) {
  return db
    .select(nameColumns)
    .from(invoices)
    .where(eq(invoices.orderId, orderId))
    .orderBy(asc(invoices.number))
}

/** The years (in Bucharest) in which the customer got an invoice or a storno, newest first. */
export async function listInvoiceYears(db: DbOrTx, customerId: CustomerId): Promise<number[]> {
  const year = sql<number>`extract(year from ${invoices.issuedAt} at time zone 'Europe/Bucharest')::int`
  const rows = await db
    .selectDistinct({ year })
    .from(invoices)
    .innerJoin(orders, eq(orders.id, invoices.orderId))
    .where(eq(orders.customerId, customerId))
    .orderBy(desc(year))
  return rows.map((row) => row.year)
}

/** The invoices and stornos of several orders, grouped by order, each group by number. */
export async function listInvoicesOfOrders(db: DbOrTx, orderIds: readonly OrderId[]) {
  if (orderIds.length === 0) return new Map<OrderId, never[]>()
  const rows = await db
    .select(nameColumns)
    .from(invoices)
    .where(inArray(invoices.orderId, [...orderIds]))
    .orderBy(asc(invoices.number))
  return Map.groupBy(rows, ({ orderId }) => orderId)
}

export type InvoiceRow = Omit<typeof invoices.$inferSelect, "seller"> & { readonly seller: Seller }

/** The invoice of an order, without its stornos. */
export async function findInvoiceOf(db: DbOrTx, orderId: OrderId): Promise<InvoiceRow | null> {
  const [found] = await db
    .select()
    .from(invoices)
    .where(and(eq(invoices.orderId, orderId), isNull(invoices.stornoOf)))
  return found ? { ...found, seller: readSeller(found.seller) } : null
}

export type InvoiceLineRow = typeof invoiceLines.$inferSelect

export async function listInvoiceLines(db: DbOrTx, invoiceId: InvoiceId): Promise<InvoiceLineRow[]> {
  return db
    .select()
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, invoiceId))
    .orderBy(asc(invoiceLines.position))
}
