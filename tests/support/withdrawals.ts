import { withdrawalOffer } from "@/lib/orders/withdrawal/offer"
import { withdraw } from "@/lib/orders/withdrawal/withdraw"
import { aClient } from "./factories/clients"
import type { createShop } from "./factories/orders"
import type { TestApp } from "./test-app"

export type PaidOrder = Awaited<ReturnType<ReturnType<typeof createShop>["paid"]>>

/** Withdrawals as the customer makes them on the screen. */
export function createWithdrawals({ app }: Pick<TestApp, "app">) {
  async function offerOf(order: PaidOrder) {
    const offer = await withdrawalOffer(app, order)
    if (!offer) throw new Error("The order has no withdrawal offer")
    return offer
  }

  /** Confirms the withdrawal from all lines or from the given ones. */
  async function confirm(order: PaidOrder, wanted: { lineIds?: string[]; seenRefundBani?: number } = {}) {
    const { lines } = await offerOf(order)
    const lineIds = wanted.lineIds ?? lines.map(({ id }) => id)
    const chosen = lines.filter(({ id }) => lineIds.includes(id))
    const refundBani = chosen.reduce((sum, { share }) => sum + share.refundBani, 0)
    const seenRefundBani = wanted.seenRefundBani ?? refundBani
    return withdraw(app, { ...order, lineIds, seenRefundBani, client: aClient() })
  }

  return { offerOf, confirm }
}
