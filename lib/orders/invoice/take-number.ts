import "server-only"
import type { DbOrTx } from "@/db/client"
import { findIssuedAt, takeInvoiceNumber } from "@/db/queries/invoices"
import type { App } from "@/lib/app"
import { invoiceSeries as series } from "@/lib/domain/money/invoice"

type Numbered = { readonly series: string; readonly number: number; readonly issuedAt: Date }

/**
 * The next number of the series with its instant of issue. The clock is read after the series is locked, and
 * an instant before that of the number before (a process whose clock is behind) is replaced by that: dates
 * never run against numbers.
 */
export async function takeNumber({ now }: Pick<App, "now">, tx: DbOrTx): Promise<Numbered> {
  const number = await takeInvoiceNumber(tx, series)
  const before = await findIssuedAt(tx, { series, number: number - 1 })
  const issuedAt = now()
  return { series, number, issuedAt: before && before > issuedAt ? before : issuedAt }
}
