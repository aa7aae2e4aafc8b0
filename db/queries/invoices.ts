import "server-only"
import { and, asc, eq, gt, gte, inArray, isNull, lt, or, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { readSeller, type Seller } from "@/lib/domain/firms/seller"
import type { CustomerId, InvoiceId, OrderId } from "@/lib/domain/ids/brand"
import type { InvoiceDocument, InvoiceName } from "@/lib/domain/money/invoice"
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

const original = alias(invoices, "original")

function documents(db: DbOrTx) {
  return db
    .select({
      id: invoices.id,
      orderId: invoices.orderId,
      series: invoices.series,
      number: invoices.number,
      issuedAt: invoices.issuedAt,
      orderNumber: orders.number,
      seller: invoices.seller,
      buyer: invoices.buyer,
      totalBani: invoices.totalBani,
      vatBani: invoices.vatBani,
      vatBasisPoints: invoices.vatBasisPoints,
      original: { series: original.series, number: original.number, issuedAt: original.issuedAt },
    })
    .from(invoices)
    .innerJoin(orders, eq(orders.id, invoices.orderId))
    .leftJoin(original, eq(original.id, invoices.stornoOf))
    .$dynamic()
}

type DocumentRow = Omit<typeof invoices.$inferSelect, "stornoOf"> & {
  readonly orderNumber: number
  readonly original: InvoiceName | null
}

export type StoredInvoice = InvoiceDocument & { readonly id: InvoiceId; readonly orderId: OrderId }

/** Reads the lines of all the invoices in one statement. */
async function withLines(db: DbOrTx, rows: readonly DocumentRow[]): Promise<StoredInvoice[]> {
  if (rows.length === 0) return []
  const lines = await db
    .select()
    .from(invoiceLines)
    .where(
      inArray(
        invoiceLines.invoiceId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(invoiceLines.position))
  const byInvoice = Map.groupBy(lines, ({ invoiceId }) => invoiceId)
  return rows.map(({ original: stornoOf, seller, ...row }) => ({
    ...row,
    seller: readSeller(seller),
    stornoOf,
    lines: (byInvoice.get(row.id) ?? []).map(({ text, priceBani, netBani }) => ({
      text,
      priceBani,
      netBani,
    })),
  }))
}

/** An invoice or storno with its lines. Two statements. */
export async function findInvoiceDocument(db: DbOrTx, id: InvoiceId) {
  const [found] = await withLines(db, await documents(db).where(eq(invoices.id, id)))
  return found ?? null
}

/** The customer's own invoice or storno with its lines; null for one of another customer. Two statements. */
export async function findOwnInvoiceDocument(db: DbOrTx, id: InvoiceId, customerId: CustomerId) {
  const own = and(eq(invoices.id, id), eq(orders.customerId, customerId))
  const [found] = await withLines(db, await documents(db).where(own))
  return found ?? null
}

export type InvoicePeriod = {
  readonly from: Date
  /** Exclusive. */
  readonly until: Date
  readonly customerId?: CustomerId
}

/** One page of the invoices and stornos of a period, by number. `after` is the last one of the page before. */
export async function listInvoiceDocuments(
  db: DbOrTx,
  { from, until, customerId }: InvoicePeriod,
  page: {
    readonly after: { readonly series: string; readonly number: number } | null
    readonly limit: number
  },
) {
  const { after, limit } = page
  const rows = await documents(db)
    .where(
      and(
        gte(invoices.issuedAt, from),
        lt(invoices.issuedAt, until),
        customerId && eq(orders.customerId, customerId),
        after
          ? or(
              gt(invoices.series, after.series),
              and(eq(invoices.series, after.series), gt(invoices.number, after.number)),
            )
          : undefined,
      ),
    )
    .orderBy(asc(invoices.series), asc(invoices.number))
    .limit(limit)
  return withLines(db, rows)
}

/** Every invoice and storno of a customer's orders, by number. */
export async function listAllInvoices(db: DbOrTx, customerId: CustomerId) {
  const own = documents(db).where(eq(orders.customerId, customerId))
  return withLines(db, await own.orderBy(asc(invoices.series), asc(invoices.number)))
}
