import "server-only"
import { and, asc, eq, gt, isNull, ne } from "drizzle-orm"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { smartcardName } from "@/lib/domain/packages/serial"
import type { DbOrTx } from "../client"
import { orderLines, orders, smartcardLinks, smartcards, subscriptions } from "../schema"
import type { OrderLineRow } from "./order-lines"
import type { OrderRow } from "./orders"

export type PaidLine = Pick<
  OrderLineRow,
  "smartcardId" | "packageId" | "months" | "packageName" | "cardName"
> & {
  /** `cardName` is that of the card on which the package is now, where the customer holds it. */
  readonly orderNumber: OrderRow["number"]
  readonly paidAt: Date
}

/**
 * The lines that the customer's own orders paid since an instant, without those refunded since, each with the
 * card on which its package is now.
 */
export async function listLinesPaidSince(
  db: DbOrTx,
  customerId: CustomerId,
  since: Date,
): Promise<PaidLine[]> {
  const found = await db
    .select({
      smartcardId: subscriptions.smartcardId,
      packageId: orderLines.packageId,
      months: orderLines.months,
      packageName: orderLines.packageName,
      orderedFor: orderLines.cardName,
      serial: smartcards.serial,
      label: smartcardLinks.label,
      orderNumber: orders.number,
      paidAt: orders.paidAt,
    })
    .from(orders)
    .innerJoin(orderLines, eq(orderLines.orderId, orders.id))
    .innerJoin(subscriptions, eq(subscriptions.orderLineId, orderLines.id))
    .innerJoin(smartcards, eq(smartcards.id, subscriptions.smartcardId))
    .leftJoin(
      smartcardLinks,
      and(
        eq(smartcardLinks.smartcardId, smartcards.id),
        eq(smartcardLinks.customerId, customerId),
        isNull(smartcardLinks.unlinkedAt),
      ),
    )
    .where(
      and(eq(orders.customerId, customerId), gt(orders.paidAt, since), ne(subscriptions.status, "refunded")),
    )
    .orderBy(asc(orders.paidAt), asc(orderLines.position))
  return found.flatMap(({ paidAt, orderedFor, serial, label, ...line }) => {
    const cardName = label === null ? orderedFor : smartcardName(serial, label)
    return paidAt ? [{ ...line, cardName, paidAt }] : []
  })
}
