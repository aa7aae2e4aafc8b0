import "server-only"
import { and, asc, eq, gt, gte, inArray, lt, or } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { readSeller } from "@/lib/domain/firms/seller"
import type { CustomerId, InvoiceId, OrderId } from "@/lib/domain/ids/brand"
import type { InvoiceDocument, InvoiceName } from "@/lib/domain/money/invoice"
import type { DbOrTx } from "../client"
import { invoiceLines, invoices, orders } from "../schema"

const original = alias(invoices, "original")

function documents(db: DbOrTx) {
  return db
    .select({
      id: invoices.id,
      orderId: invoices.orderId,
      series: invoices.series,
      number: invoices.number,
      issuedAt: invoices.issuedAt,
      paidAt: invoices.paidAt,
      orderNumber: orders.number,
      seller: invoices.seller,
      buyer: invoices.buyer,
      totalBani: invoices.totalBani,
      vatBani: invoices.vatBani,
      vatBasisPoints: invoices.vatBasisPoints,
      pdfLayout: invoices.pdfLayout,
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

export type StoredInvoice = InvoiceDocument & {
  readonly id: InvoiceId
  readonly orderId: OrderId
  /** The layout of its PDF. */
  readonly pdfLayout: number
}

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
export async function findInvoiceDocument(db: DbOrTx, id: InvoiceId): Promise<StoredInvoice | null> {
  const [found] = await withLines(db, await documents(db).where(eq(invoices.id, id)))
  return found ?? null
}

/** The customer's own invoice or storno with its lines; null for one of another customer. Two statements. */
export async function findOwnInvoiceDocument(
  db: DbOrTx,
  id: InvoiceId,
  customerId: CustomerId,
): Promise<StoredInvoice | null> {
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

/**
 * One page of the invoices and stornos of a period, by number. `after` is the last one of the page
 * before. Two statements.
 */
export async function listInvoiceDocuments(
  db: DbOrTx,
  { from, until, customerId }: InvoicePeriod,
  page: {
    readonly after: { readonly series: string; readonly number: number } | null
    readonly limit: number
  },
): Promise<StoredInvoice[]> {
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

/** How many invoices and stornos a period has. */
export const countInvoices = (
  db: DbOrTx,
  { from, until }: Omit<InvoicePeriod, "customerId">,
): Promise<number> => db.$count(invoices, and(gte(invoices.issuedAt, from), lt(invoices.issuedAt, until)))

/** All invoices and stornos of the customer's orders, by number. Two statements. */
export async function listAllInvoices(db: DbOrTx, customerId: CustomerId): Promise<StoredInvoice[]> {
  const own = documents(db).where(eq(orders.customerId, customerId))
  return withLines(db, await own.orderBy(asc(invoices.series), asc(invoices.number)))
}
