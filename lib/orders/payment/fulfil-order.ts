import "server-only"
import type { DbOrTx } from "@/db/client"
import { listOrderLines, type OrderLineRow } from "@/db/queries/order-lines"
import { markOrderPaid, type OrderRow } from "@/db/queries/orders"
import { insertReadySubscriptions } from "@/db/queries/subscriptions"
import type { App } from "@/lib/app"
import type { SubscriptionId } from "@/lib/domain/ids/brand"
import { type IssuedInvoice, issueInvoice } from "@/lib/orders/invoice/issue-invoice"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import { orderPaths } from "@/lib/paths"

type FulfilOrderOptions = {
  readonly order: OrderRow
  /** When the money came in. */
  readonly paidAt: Date
  readonly now: Date
}

/**
 * Marks the order paid, inserts one subscription per line, issues the invoice and enqueues the mail. Runs
 * in the transaction that marks the payment paid.
 */
export async function fulfilOrder(
  app: App,
  tx: DbOrTx,
  { order, paidAt, now }: FulfilOrderOptions,
): Promise<void> {
  await markOrderPaid(tx, order.id, now)
  const lines = await listOrderLines(tx, order.id)
  const subscriptions = await insertReadySubscriptions(tx, { customerId: order.customerId, lines }, now)
  const invoice = await issueInvoice(app, tx, { order, lines, paidAt })
  await mailCustomer(tx, { order, lines, subscriptions, invoice }, now)
}

type PaidOrder = {
  readonly order: OrderRow
  readonly lines: readonly OrderLineRow[]
  /** By the id of the line. */
  readonly subscriptions: ReadonlyMap<string, SubscriptionId>
  readonly invoice: IssuedInvoice
}

/** An order whose customer closed the account gets no mail. */
async function mailCustomer(
  tx: DbOrTx,
  { order, lines, subscriptions, invoice }: PaidOrder,
  now: Date,
): Promise<void> {
  const { id: orderId, number, customerId, totalBani } = order
  if (!customerId) return
  const items = lines.map(({ id, packageName, months, cardName, priceBani }) => {
    return { packageName, months, cardName, priceBani, activatePath: activationPath(subscriptions.get(id)) }
  })
  const { name, id: invoiceId } = invoice
  const contract = contractOf(order)
  const props = { orderId, number, totalBani, invoice: name, invoiceIds: [invoiceId], items, contract }
  const dedupeKey = `order-paid:${orderId}`
  await enqueueMailTo(tx, { kind: "order-paid", props, customerId, dedupeKey }, now)
}

const activationPath = (id: SubscriptionId | undefined) => (id ? orderPaths.activation(id) : null)

const contractOf = ({ createdAt, termsVersion: terms, withdrawalVersion: withdrawal }: OrderRow) =>
  terms !== null && withdrawal !== null
    ? { orderedAt: createdAt.toISOString(), versions: { terms, withdrawal } }
    : null
