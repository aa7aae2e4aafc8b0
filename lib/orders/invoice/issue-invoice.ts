import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertInvoice, takeInvoiceNumber } from "@/db/queries/invoices"
import type { listOrderLines, lockOrder } from "@/db/queries/orders"
import type { Seller } from "@/lib/domain/firms/seller"
import type { InvoiceId } from "@/lib/domain/ids/brand"
import { invoiceName } from "@/lib/domain/money/invoice"
import { monthCount } from "@/lib/domain/words/plural"

const series = "FS"

type Issuing = {
  readonly order: NonNullable<Awaited<ReturnType<typeof lockOrder>>>
  readonly lines: Awaited<ReturnType<typeof listOrderLines>>
  readonly seller: Seller
}

type Issued = { readonly id: InvoiceId; readonly name: string }

/** Issues the invoice of an order that was paid, in the transaction that marks it so: then numbers have no gap. "FS 12" */
export async function issueInvoice(
  tx: DbOrTx,
  { order, lines, seller }: Issuing,
  now: Date,
): Promise<Issued> {
  const number = await takeInvoiceNumber(tx, series)
  const { id: orderId, billing: buyer, totalBani, vatBani, vatBasisPoints } = order
  const amounts = { totalBani, vatBani, vatBasisPoints }
  const invoice = { series, number, orderId, seller, buyer, ...amounts, issuedAt: now }
  const written = lines.map(({ id: orderLineId, packageName, months, serial, priceBani, netBani }) => {
    const text = `${packageName}, ${monthCount(months)}, smartcard ${serial}`
    return { orderLineId, text, priceBani, netBani }
  })
  return { id: await insertInvoice(tx, invoice, written), name: invoiceName({ series, number }) }
}

type StornoLine = {
  readonly orderLineId: string
  readonly text: string
  readonly priceBani: number
  readonly netBani: number
}
type Original = {
  readonly id: InvoiceId
  readonly orderId: NonNullable<Awaited<ReturnType<typeof lockOrder>>>["id"]
  readonly seller: Seller
  readonly buyer: Issuing["order"]["billing"]
  readonly vatBasisPoints: number
}

/** Takes lines of an issued invoice back by another one of the same series; amounts are given as they were billed, and stored negative. */
export async function issueStorno(
  tx: DbOrTx,
  { original, lines }: { readonly original: Original; readonly lines: readonly StornoLine[] },
  now: Date,
): Promise<Issued> {
  const number = await takeInvoiceNumber(tx, series)
  const totalBani = -lines.reduce((sum, { priceBani }) => sum + priceBani, 0)
  const netBani = -lines.reduce((sum, line) => sum + line.netBani, 0)
  const { id: stornoOf, orderId, seller, buyer, vatBasisPoints } = original
  const amounts = { totalBani, vatBani: totalBani - netBani, vatBasisPoints }
  const invoice = { series, number, orderId, seller, buyer, ...amounts, issuedAt: now, stornoOf }
  const negative = lines.map((line) => ({ ...line, priceBani: -line.priceBani, netBani: -line.netBani }))
  return { id: await insertInvoice(tx, invoice, negative), name: invoiceName({ series, number }) }
}
