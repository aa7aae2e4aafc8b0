import "server-only"
import type { DbOrTx } from "@/db/client"
import { getProfile } from "@/db/queries/customers"
import { insertReadySubscriptions, listOrderLines, type lockOrder, markOrderPaid } from "@/db/queries/orders"
import type { App } from "@/lib/app"
import type { SubscriptionId } from "@/lib/domain/ids/brand"
import { issueInvoice } from "@/lib/orders/invoice/issue-invoice"
import { enqueueMail } from "@/lib/outbox/enqueue-mail"
import { orderPaths } from "@/lib/paths"

type Order = NonNullable<Awaited<ReturnType<typeof lockOrder>>>

/** What an order's money brings, in the transaction that takes the money: paid, a subscription per line, the invoice, the mail. */
export async function fulfilOrder(app: App, tx: DbOrTx, order: Order, now: Date): Promise<void> {
  await markOrderPaid(tx, order.id, now)
  const lines = await listOrderLines(tx, order.id)
  const subscriptions = await insertReadySubscriptions(tx, order.customerId, lines, now)
  const invoice = await issueInvoice(tx, { order, lines, seller: app.mail.context.seller }, now)
  await tellCustomer(tx, { order, lines, subscriptions, invoice }, now)
}

type Paid = {
  readonly order: Order
  readonly lines: Awaited<ReturnType<typeof listOrderLines>>
  /** By line. */
  readonly subscriptions: ReadonlyMap<string, SubscriptionId>
  readonly invoice: Awaited<ReturnType<typeof issueInvoice>>
}

async function tellCustomer(
  tx: DbOrTx,
  { order, lines, subscriptions, invoice }: Paid,
  now: Date,
): Promise<void> {
  const { id: orderId, number, customerId, totalBani } = order
  if (!customerId) return
  const { email, fullName } = await getProfile(tx, customerId)
  const items = lines.map(({ id, packageName, months, cardName, priceBani }) => {
    return { packageName, months, cardName, priceBani, activatePath: pathOf(subscriptions.get(id)) }
  })
  const { name, id: invoiceId } = invoice
  const props = { fullName, orderId, number, totalBani, invoice: name, invoiceIds: [invoiceId], items }
  const dedupeKey = `order-paid:${orderId}`
  await enqueueMail(tx, { kind: "order-paid", props, recipient: email, customerId, dedupeKey }, now)
}

const pathOf = (id: SubscriptionId | undefined) => id && orderPaths.activation(id)
