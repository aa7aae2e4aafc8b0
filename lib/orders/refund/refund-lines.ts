import "server-only"
import type { DbOrTx } from "@/db/client"
import { findInvoiceOf, listInvoiceLines } from "@/db/queries/invoices"
import type { lockOrder } from "@/db/queries/orders"
import {
  type BoughtLine,
  findPaidPayment,
  lockBoughtLines,
  markOrderRefunded,
} from "@/db/queries/refund-lines"
import { refundSubscriptions } from "@/db/queries/refund-subscriptions"
import { insertRefund } from "@/db/queries/refunds"
import type { InvoiceId, RefundId } from "@/lib/domain/ids/brand"
import { issueStorno } from "@/lib/orders/invoice/issue-storno"

type Order = NonNullable<Awaited<ReturnType<typeof lockOrder>>>

export type LineRefund = {
  readonly line: BoughtLine
  /** What goes back of it: at most what it cost, and something. */
  readonly refundBani: number
  /** Behind the line's own text on the storno; empty when all of it goes back. */
  readonly note: string
}

export type RefundedLines = {
  readonly stornoId: InvoiceId
  readonly stornoName: string
  readonly refundId: RefundId
  readonly refundBani: number
}

/**
 * Undoes paid lines of an order that is locked: they neither wait nor run any more, the gateway closes what was open, a storno takes
 * them back from the invoice, and the money is on its way: `pushRefund` sends it once the transaction stands.
 */
export async function refundLines(
  tx: DbOrTx,
  {
    order,
    refunds,
    reason,
  }: { readonly order: Order; readonly refunds: readonly LineRefund[]; readonly reason: string },
  now: Date,
): Promise<RefundedLines> {
  const payment = await findPaidPayment(tx, order.id)
  const invoice = await findInvoiceOf(tx, order.id)
  if (!payment || !invoice) throw new Error("A paid order has no payment or no invoice")
  const ended = await refundSubscriptions(
    tx,
    refunds.map(({ line }) => line.subscriptionId),
    now,
  )
  if (ended.length !== refunds.length) throw new Error("Something was refunded before")
  const billed = new Map((await listInvoiceLines(tx, invoice.id)).map((one) => [one.orderLineId, one]))
  const lines = refunds.map(({ line, refundBani, note }) => {
    const original = billed.get(line.lineId)
    if (!original || refundBani < 1 || refundBani > original.priceBani)
      throw new Error("Not a part of its line")
    const netBani = Math.round((original.netBani * refundBani) / original.priceBani)
    const text = [original.text, note].filter(Boolean).join(": ")
    return { orderLineId: line.lineId, text, priceBani: refundBani, netBani }
  })
  const storno = await issueStorno(tx, { original: invoice, lines }, now)
  const refundBani = lines.reduce((sum, { priceBani }) => sum + priceBani, 0)
  const refund = { paymentId: payment.id, amount: refundBani, reason, stornoId: storno.id }
  const refundId = await insertRefund(tx, refund, now)
  const left = (await lockBoughtLines(tx, order.id)).filter(({ status }) => status !== "refunded")
  if (left.length === 0) await markOrderRefunded(tx, order.id)
  return { stornoId: storno.id, stornoName: storno.name, refundId, refundBani }
}
