import { expect, test } from "vitest"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { createShop } from "@/tests/support/factories/orders"
import { useTestApp } from "@/tests/support/test-app"
import { orderView } from "./order-view"

const t = useTestApp()
const { underWay } = createShop(t)

test("an order that is read while its payment settles is consistent", async () => {
  const paying = await Promise.all(Array.from({ length: 10 }, underWay))
  for (const { customerId, orderId, sessionId } of paying) {
    await t.pay(sessionId, "pay")
    const reads = async () => {
      const views = []
      for (let at = 0; at < 20; at += 1) views.push(await orderView(t.app, { customerId, orderId }))
      return views
    }
    const [views] = await Promise.all([reads(), settlePayment(t.app, sessionId)])
    for (const view of views) expect(view?.invoices.length === 1).toBe(view?.state === "paid")
    for (const view of views) expect(view?.sessionId === null).toBe(view?.state === "paid")
  }
})
