import "server-only"
import { countInvoices } from "@/db/queries/invoice-documents"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { InvoiceDocument } from "@/lib/domain/money/invoice"
import { addDays, bucharestInstant, type CivilDate } from "@/lib/domain/time/civil-date"
import { listInvoicesByPage } from "./list-invoices-by-page"

type Days = { readonly firstDay: CivilDate; readonly lastDay: CivilDate }

const pageSize = 500

/**
 * All invoices and stornos issued from the first to the last day (in Bucharest, inclusive), by number. The
 * audit event is stored before the first is handed out, so that an export that is broken off leaves it too.
 */
export async function* exportInvoices(
  app: Pick<App, "db" | "now" | "operatorName">,
  { firstDay, lastDay }: Days,
): AsyncGenerator<InvoiceDocument> {
  const period = { from: bucharestInstant(firstDay), until: bucharestInstant(addDays(lastDay, 1)) }
  const detail = { firstDay, lastDay, invoices: String(await countInvoices(app.db, period)) }
  const client = operator(app)
  await recordEvent(app.db, { kind: "invoices-exported", customerId: null, client, detail }, app.now())
  yield* listInvoicesByPage(app.db, period, pageSize)
}
