import "server-only"
import type { DbOrTx } from "@/db/client"
import { extendOrder, type OrderRow } from "@/db/queries/orders"
import type { PaymentRow } from "@/db/queries/payments"
import { repayDays } from "@/lib/domain/money/order-limits"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"

type DeclinedPayment = { readonly payment: PaymentRow; readonly now: Date }

/** A delayed payment brought no money: the order can be paid again for some days, and a mail says so. */
export async function keepPayable(
  tx: DbOrTx,
  { id: orderId, number, totalBani, customerId }: OrderRow,
  { payment, now }: DeclinedPayment,
): Promise<void> {
  const until = later(now, repayDays * dayMs)
  await extendOrder(tx, orderId, until)
  if (!customerId) return
  const props = { orderId, number, totalBani, until: until.toISOString() }
  const dedupeKey = `payment-declined:${payment.id}`
  await enqueueMailTo(tx, { kind: "payment-declined", props, customerId, dedupeKey }, now)
}
