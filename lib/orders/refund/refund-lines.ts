import "server-only"
import type { DbOrTx } from "@/db/client"
import {
  findInvoiceOf,
  type InvoiceLineRow,
  listInvoiceLines,
  type NewInvoiceLine,
} from "@/db/queries/invoices"
import { type BoughtLine, listBoughtLines } from "@/db/queries/order-lines"
import { markOrderRefunded, type OrderRow } from "@/db/queries/orders"
import { findPaidPayment } from "@/db/queries/payments"
import { insertRefund, insertRefundWithoutMoney, listRefundsOf } from "@/db/queries/refunds"
import type { App } from "@/lib/app"
import type { InvoiceId, RefundId } from "@/lib/domain/ids/brand"
import { stornoNets } from "@/lib/domain/money/order-price"
import { issueStorno } from "@/lib/orders/invoice/issue-storno"
import { refundSubscriptions } from "./refund-subscriptions"
import { untakenOf } from "./take-up-refunds"

export type LineRefund = {
  readonly line: BoughtLine
  /** From 1 to the price of the line. */
  readonly refundBani: number
  /** Added to the line's text on the storno; empty for a full refund. */
  readonly note: string
}

type RefundLinesOptions = {
  /** Locked by the caller. */
  readonly order: OrderRow
  /** Their subscriptions are locked by the caller. */
  readonly refunds: readonly LineRefund[]
  readonly reason: string
  /** The money does not go back through us: the bank took it, or it went back in the provider's dashboard. */
  readonly isWithoutMoney?: boolean
}

export type RefundedLines = {
  readonly stornoId: InvoiceId
  readonly stornoName: string
  readonly refundId: RefundId
  readonly refundBani: number
  /** The part of it that a person sent back before, in the provider's dashboard. */
  readonly elsewhereBani: number
}

/**
 * Refunds lines of a paid order: marks their subscriptions refunded, revokes those that run or will run,
 * issues the storno and inserts the refund. The order is refunded with its last line. `sendRefund` sends
 * the money, after the transaction.
 */
export async function refundLines(
  app: Pick<App, "now">,
  tx: DbOrTx,
  { order, refunds, reason, isWithoutMoney = false }: RefundLinesOptions,
): Promise<RefundedLines> {
  const now = app.now()
  const payment = await findPaidPayment(tx, order.id)
  const invoice = await findInvoiceOf(tx, order.id)
  if (!payment || !invoice) throw new Error("A paid order has no payment or no invoice")
  const ids = refunds.map(({ line }) => line.subscriptionId)
  const withdrawnBy = reason === "withdrawal" ? order.customerId : null
  const refunded = await refundSubscriptions(tx, { ids, withdrawnBy }, now)
  if (refunded.length !== refunds.length) throw new Error("A line was refunded before")
  const lines = stornoLines(refunds, await listInvoiceLines(tx, invoice.id), invoice.vatBasisPoints)
  const storno = await issueStorno(app, tx, { original: invoice, lines })
  const refundBani = lines.reduce((sum, { priceBani }) => sum + priceBani, 0)
  const untaken = untakenOf(await listRefundsOf(tx, [payment.id]))
  const refund = { paymentId: payment.id, amount: refundBani, stornoId: storno.id }
  const refundId = isWithoutMoney
    ? await insertRefundWithoutMoney(tx, refund, now)
    : await insertRefund(tx, { ...refund, reason }, now)
  const left = (await listBoughtLines(tx, order.id)).filter(({ status }) => status !== "refunded")
  if (left.length === 0) await markOrderRefunded(tx, order.id)
  return {
    stornoId: storno.id,
    stornoName: storno.name,
    refundId,
    refundBani,
    elsewhereBani: Math.min(untaken, refundBani),
  }
}

/** The refunded part of each invoice line, in positive amounts. */
function stornoLines(
  refunds: readonly LineRefund[],
  invoiceLines: readonly InvoiceLineRow[],
  vatBasisPoints: number,
): NewInvoiceLine[] {
  const byOrderLine = new Map(invoiceLines.map((line) => [line.orderLineId, line]))
  const billed = refunds.map(({ line, refundBani }) => {
    const original = byOrderLine.get(line.lineId)
    if (!original || refundBani < 1 || refundBani > original.priceBani)
      throw new Error("The refund is not between 1 ban and the price of its line")
    return { ...original, refundBani }
  })
  const netsBani = stornoNets(billed, vatBasisPoints)
  return refunds.map(({ line, refundBani, note }, at) => {
    const text = [billed[at]?.text, note].filter(Boolean).join(": ")
    return { orderLineId: line.lineId, text, priceBani: refundBani, netBani: netsBani[at] ?? 0 }
  })
}
