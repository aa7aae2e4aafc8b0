import "server-only"
import { asc, eq } from "drizzle-orm"
import type { OrderId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { orderLines, subscriptions } from "../schema"
import type { OrderLineRow } from "./orders"

type SubscriptionRow = typeof subscriptions.$inferSelect

/** A line of a paid order with its subscription. */
export type BoughtLine = Pick<
  OrderLineRow,
  "packageName" | "months" | "serial" | "cardName" | "priceBani" | "netBani"
> &
  Pick<SubscriptionRow, "status" | "startsAt" | "endsAt" | "expressRequest"> & {
    readonly lineId: OrderLineRow["id"]
    readonly subscriptionId: SubscriptionRow["id"]
  }

/** The lines of a paid order, in their order. */
export async function listBoughtLines(db: DbOrTx, orderId: OrderId): Promise<BoughtLine[]> {
  return selectBoughtLines(db, orderId)
}

/** The same with their subscriptions locked (SELECT … FOR UPDATE). The caller holds the lock of the order. */
export async function lockBoughtLines(db: DbOrTx, orderId: OrderId): Promise<BoughtLine[]> {
  return selectBoughtLines(db, orderId).for("update", { of: subscriptions })
}

function selectBoughtLines(db: DbOrTx, orderId: OrderId) {
  return db
    .select({
      lineId: orderLines.id,
      packageName: orderLines.packageName,
      months: orderLines.months,
      serial: orderLines.serial,
      cardName: orderLines.cardName,
      priceBani: orderLines.priceBani,
      netBani: orderLines.netBani,
      subscriptionId: subscriptions.id,
      status: subscriptions.status,
      startsAt: subscriptions.startsAt,
      endsAt: subscriptions.endsAt,
      expressRequest: subscriptions.expressRequest,
    })
    .from(orderLines)
    .innerJoin(subscriptions, eq(subscriptions.orderLineId, orderLines.id))
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.position))
    .$dynamic()
}
