import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { invoiceLines, invoices, orderLines } from "@/db/schema"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { createShop } from "@/tests/support/factories/orders"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()
const { underWay } = createShop(t)

test("concurrently issued invoices have numbers without gap or duplicate", async () => {
  const paying = await Promise.all(Array.from({ length: 12 }, underWay))
  await Promise.all(paying.map(({ sessionId }) => t.pay(sessionId, "pay")))
  await Promise.all(paying.map(({ sessionId }) => settlePayment(t.app, sessionId)))
  const numbers = (await t.db.select().from(invoices)).map(({ number }) => number).sort((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, at) => at + 1))
})

test("the database refuses to change or delete an issued invoice", async () => {
  const { orderId, sessionId } = await underWay()
  await t.pay(sessionId, "pay")
  await settlePayment(t.app, sessionId)
  await expect(
    t.db.update(invoices).set({ totalBani: 1 }).where(eq(invoices.orderId, orderId)),
  ).rejects.toThrow()
  await expect(t.db.delete(invoiceLines)).rejects.toThrow()
  await expect(t.db.delete(orderLines).where(eq(orderLines.orderId, orderId))).rejects.toThrow()
})
