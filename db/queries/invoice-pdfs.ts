import "server-only"
import { and, eq } from "drizzle-orm"
import type { CustomerId, InvoiceId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { invoicePdfs, invoices, orders } from "../schema"

/** The kept PDF of an invoice; null until it is made. */
export async function findInvoicePdf(db: DbOrTx, id: InvoiceId): Promise<Uint8Array | null> {
  const [kept] = await db
    .select({ pdf: invoicePdfs.pdf })
    .from(invoicePdfs)
    .where(eq(invoicePdfs.invoiceId, id))
  return kept?.pdf ?? null
}

/**
 * The kept PDF of the customer's own invoice, with what its file is named after, in one statement. Null for
 * an invoice of another customer and until the PDF is made.
 */
export async function findOwnInvoicePdf(db: DbOrTx, id: InvoiceId, customerId: CustomerId) {
  const [kept] = await db
    .select({
      series: invoices.series,
      number: invoices.number,
      stornoOf: invoices.stornoOf,
      pdf: invoicePdfs.pdf,
    })
    .from(invoicePdfs)
    .innerJoin(invoices, eq(invoices.id, invoicePdfs.invoiceId))
    .innerJoin(orders, eq(orders.id, invoices.orderId))
    .where(and(eq(invoicePdfs.invoiceId, id), eq(orders.customerId, customerId)))
  return kept ?? null
}

/** False when another process has kept the invoice's PDF meanwhile. */
export async function insertInvoicePdf(
  db: DbOrTx,
  kept: { readonly invoiceId: InvoiceId; readonly pdf: Uint8Array },
  now: Date,
): Promise<boolean> {
  const inserted = await db
    .insert(invoicePdfs)
    .values({ ...kept, madeAt: now })
    .onConflictDoNothing()
    .returning({ id: invoicePdfs.invoiceId })
  return inserted.length === 1
}
