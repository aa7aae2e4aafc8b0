import "server-only"
import type { App } from "@/lib/app"
import type { InvoiceDocument } from "@/lib/domain/money/invoice"
import { addDays, bucharestInstant, type CivilDate } from "@/lib/domain/time/civil-date"
import { listInvoicesByPage } from "./list-invoices-by-page"

type Days = { readonly firstDay: CivilDate; readonly lastDay: CivilDate }

const pageSize = 500

/** All invoices and stornos issued from the first to the last day (in Bucharest, inclusive), by number. */
export function exportInvoices(
  { db }: Pick<App, "db">,
  { firstDay, lastDay }: Days,
): AsyncGenerator<InvoiceDocument> {
  const period = { from: bucharestInstant(firstDay), until: bucharestInstant(addDays(lastDay, 1)) }
  return listInvoicesByPage(db, period, pageSize)
}
