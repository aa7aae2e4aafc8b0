import "server-only"
import type { DbOrTx } from "@/db/client"
import { type InvoicePeriod, listInvoiceDocuments, type StoredInvoice } from "@/db/queries/invoice-documents"

/** All invoices and stornos of a period, by number. Holds one page of `pageSize` in memory. */
export async function* listInvoicesByPage(
  db: DbOrTx,
  period: InvoicePeriod,
  pageSize: number,
): AsyncGenerator<StoredInvoice> {
  let after: StoredInvoice | null = null
  for (;;) {
    const page: StoredInvoice[] = await listInvoiceDocuments(db, period, { after, limit: pageSize })
    yield* page
    after = page.at(-1) ?? null
    if (page.length < pageSize) return
  }
}
