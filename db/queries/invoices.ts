import "server-only"
import { eq, sql } from "drizzle-orm"
import type { InvoiceId, OrderId } from "@/lib/domain/brand"
import type { DbOrTx } from "../client"
import { invoiceLines, invoiceSeries, invoices } from "../schema"

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

export async function insertInvoice(
  db: DbOrTx,
  invoice: Omit<typeof invoices.$inferInsert, "id">,
  lines: readonly { readonly text: string; readonly priceBani: number; readonly netBani: number }[],
): Promise<InvoiceId> {
  const [inserted] = await db.insert(invoices).values(invoice).returning({ id: invoices.id })
  if (!inserted) throw new Error("An invoice was not stored")
  await db
    .insert(invoiceLines)
    .values(lines.map((line, position) => ({ ...line, invoiceId: inserted.id, position })))
  return inserted.id
}

export async function findInvoiceOf(db: DbOrTx, orderId: OrderId) {
  const [found] = await db
    .select({ series: invoices.series, number: invoices.number, issuedAt: invoices.issuedAt })
    .from(invoices)
    .where(eq(invoices.orderId, orderId))
  return found ?? null
}
