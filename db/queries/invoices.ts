import "server-only"
import { and, asc, eq, gt, gte, inArray, isNull, lt, or, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import type { CustomerId, InvoiceId, OrderId } from "@/lib/domain/ids/brand"
import type { InvoiceDocument } from "@/lib/domain/money/invoice"
import type { DbOrTx } from "../client"
import { invoiceLines, invoiceSeries, invoices, orders } from "../schema"

/** The next number of a series. The row stays locked until the transaction ends: whoever rolls back gives the number back. */
export async function takeInvoiceNumber(db: DbOrTx, series: string): Promise<number> {
  const [taken] = await db
    .update(invoiceSeries)
    .set({ nextNumber: sql`${invoiceSeries.nextNumber} + 1` })
    .where(eq(invoiceSeries.series, series))
    .returning({ next: invoiceSeries.nextNumber })
  if (!taken) throw new Error(`There is no invoice series ${series}`)
  return taken.next - 1
}

export type NewInvoiceLine = {
  readonly orderLineId: string
  readonly text: string
  readonly priceBani: number
  readonly netBani: number
}

export async function insertInvoice(
  db: DbOrTx,
  invoice: Omit<typeof invoices.$inferInsert, "id">,
  lines: readonly NewInvoiceLine[],
): Promise<InvoiceId> {
  const [inserted] = await db.insert(invoices).values(invoice).returning({ id: invoices.id })
  if (!inserted) throw new Error("An invoice was not stored")
  await db
    .insert(invoiceLines)
    .values(lines.map((line, position) => ({ ...line, invoiceId: inserted.id, position })))
  return inserted.id
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

/** The invoice of an order and its stornos, in the order in which they were issued. */
export async function listInvoicesOf(db: DbOrTx, orderId: OrderId) {
  return db
    .select(nameColumns)
    .from(invoices)
    .where(eq(invoices.orderId, orderId))
    .orderBy(asc(invoices.number))
}

/** The same of several orders, by order. */
export async function listInvoicesOfOrders(db: DbOrTx, orderIds: readonly OrderId[]) {
  if (orderIds.length === 0) return new Map<OrderId, never[]>()
  const rows = await db
    .select(nameColumns)
    .from(invoices)
    .where(inArray(invoices.orderId, [...orderIds]))
    .orderBy(asc(invoices.number))
  return Map.groupBy(rows, ({ orderId }) => orderId)
}

/** The invoice itself, not its stornos; whoever takes it back holds it. */
export async function findInvoiceOf(db: DbOrTx, orderId: OrderId) {
  const [found] = await db
    .select()
    .from(invoices)
    .where(and(eq(invoices.orderId, orderId), isNull(invoices.stornoOf)))
  return found ?? null
}

export async function listInvoiceLines(db: DbOrTx, invoiceId: InvoiceId) {
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

type Row = Awaited<ReturnType<typeof documents>>[number]

async function withLines(
  db: DbOrTx,
  rows: readonly Row[],
): Promise<(InvoiceDocument & { id: InvoiceId; orderId: OrderId })[]> {
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
  return rows.map(({ original: stornoOf, ...row }) => ({
    ...row,
    stornoOf,
    lines: (byInvoice.get(row.id) ?? []).map(({ text, priceBani, netBani }) => ({
      text,
      priceBani,
      netBani,
    })),
  }))
}

/** As it is printed. */
export async function findInvoiceDocument(db: DbOrTx, id: InvoiceId) {
  const [found] = await withLines(db, await documents(db).where(eq(invoices.id, id)))
  return found ?? null
}

/** The same, for whose order it is; null for another's. */
export async function findOwnInvoiceDocument(db: DbOrTx, id: InvoiceId, customerId: CustomerId) {
  const own = and(eq(invoices.id, id), eq(orders.customerId, customerId))
  const [found] = await withLines(db, await documents(db).where(own))
  return found ?? null
}

export type IssuedBetween = {
  readonly from: Date
  /** Exclusive. */
  readonly until: Date
  readonly customerId?: CustomerId
}

/** A page of what was issued in a time, by number; `after` is the last of the page before. */
export async function listInvoiceDocuments(
  db: DbOrTx,
  { from, until, customerId }: IssuedBetween,
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
