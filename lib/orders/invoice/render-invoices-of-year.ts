import "server-only"
import { listInvoiceDocuments } from "@/db/queries/invoice-documents"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { yearBounds } from "@/lib/domain/time/year"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import { invoicePdfStream } from "@/lib/pdf/invoice-pdf"
import { listInvoicesByPage } from "./list-invoices-by-page"

const pageSize = 100

/**
 * The customer's invoices and stornos of a year (in Bucharest) as one PDF, by number. The PDF is rendered
 * while it is read, with one page of invoices in memory. `nothing`: none was issued that year. Rate-limited
 * by customer.
 */
export async function renderInvoicesOfYear(
  app: App,
  { customerId, year }: { readonly customerId: CustomerId; readonly year: number },
): Promise<Result<AsyncGenerator<Buffer>, "nothing"> | TooMany> {
  const period = { ...yearBounds(year), customerId }
  const [first] = await listInvoiceDocuments(app.db, period, { after: null, limit: 1 })
  if (!first) return refuse("nothing")
  const limit = limitOf("invoices-of-year", customerId)
  const limited = await hitLimits(app, [limit])
  if (limited) return limited
  return ok(invoicePdfStream(listInvoicesByPage(app.db, period, pageSize), `Facturi ${year}`))
}
