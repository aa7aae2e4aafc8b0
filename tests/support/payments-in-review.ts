import { eq } from "drizzle-orm"
import { payments } from "@/db/schema"
import { cancelOrder } from "@/lib/orders/checkout/cancel-order"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { createShop } from "./factories/orders"
import { createMoneyRows } from "./money-rows"
import type { TestApp } from "./test-app"

/** Orders whose payment needs a review. */
export function createPaymentsInReview(t: TestApp) {
  const { underWay } = createShop(t)
  const { paymentOf } = createMoneyRows(t)
  type Order = Awaited<ReturnType<typeof underWay>>

  async function settled(order: Order) {
    const outcome = await settlePayment(t.app, order.sessionId)
    if (outcome !== "needs-review") throw new Error(`The payment is ${outcome}`)
    return { ...order, paymentId: (await paymentOf(order.orderId)).id }
  }

  return {
    /** Paid, but the provider reports another amount, currency or order. */
    async mismatched(reported: Record<string, string>) {
      const order = await underWay()
      await t.pay(order.sessionId, "pay", reported)
      return settled(order)
    },

    /** Paid on a page that could not be closed in time when the order was cancelled. */
    async paidAfterCancelling() {
      const order = await underWay()
      const cancelled = await cancelOrder(t.app, order)
      if (!cancelled.ok) throw new Error(cancelled.reason)
      await t.pay(order.sessionId, "pay")
      // As if the page were still open for us, so that the payment is settled.
      await t.db
        .update(payments)
        .set({ status: "open", settledAt: null })
        .where(eq(payments.orderId, order.orderId))
      return settled(order)
    },
  }
}
