import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertInvoice, takeInvoiceNumber } from "@/db/queries/invoices"
import type { listOrderLines, lockOrder } from "@/db/queries/orders"
import { monthCount } from "@/lib/domain/plural"
import type { Seller } from "@/lib/domain/seller"

const series = "FS"

type Issuing = {
  readonly order: NonNullable<Awaited<ReturnType<typeof lockOrder>>>
  readonly lines: Awaited<ReturnType<typeof listOrderLines>>
  readonly seller: Seller
}

/** Issues the invoice of an order that was paid, in the transaction that marks it so: then numbers have no gap. "FS 12" */
export async function issueInvoice(
  tx: DbOrTx,
  { order, lines, seller }: Issuing,
  now: Date,
): Promise<string> {
  const number = await takeInvoiceNumber(tx, series)
  const { id: orderId, billing: buyer, totalBani, vatBani, vatBasisPoints } = order
  const invoice = {
    series,
    number,
    orderId,
    seller,
    buyer,
    totalBani,
    vatBani,
    vatBasisPoints,
    issuedAt: now,
  }
  const texts = lines.map(({ packageName, months, serial, priceBani, netBani }) => {
    return { text: `${packageName}, ${monthCount(months)}, smartcard ${serial}`, priceBani, netBani }
  })
  await insertInvoice(tx, invoice, texts)
  return `${series} ${number}`
}
