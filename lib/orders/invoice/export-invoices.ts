import "server-only"
import { listInvoiceDocuments } from "@/db/queries/invoices"
import type { App } from "@/lib/app"
import type { InvoiceDocument } from "@/lib/domain/money/invoice"
import { addDays, bucharestInstant, type CivilDate } from "@/lib/domain/time/civil-date"

const atOnce = 500

/** Every invoice and storno that was issued on days in Bucharest, both included, by number; a page at a time is held. */
export async function* invoicesBetween(
  { db }: Pick<App, "db">,
  { firstDay, lastDay }: { readonly firstDay: CivilDate; readonly lastDay: CivilDate },
): AsyncGenerator<InvoiceDocument> {
  const period = { from: bucharestInstant(firstDay), until: bucharestInstant(addDays(lastDay, 1)) }
  let after: InvoiceDocument | null = null
  for (;;) {
    const page: InvoiceDocument[] = await listInvoiceDocuments(db, period, { after, limit: atOnce })
    yield* page
    after = page.at(-1) ?? null
    if (page.length < atOnce) return
  }
}
