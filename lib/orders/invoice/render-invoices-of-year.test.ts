import { expect, test } from "vitest"
import { refundOrder } from "@/lib/orders/refund/refund-order"
import { createShop } from "@/tests/support/factories/orders"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { renderInvoicesOfYear } from "./render-invoices-of-year"

const t = useTestApp()
const { paid } = createShop(t)
const { orderOf } = createMoneyRows(t)

test("one PDF holds the invoices and stornos of a year, and none of another customer", async () => {
  const order = await paid()
  await paid()
  await refundOrder(t.app, { number: (await orderOf(order.orderId)).number, positions: [1] })
  const year = t.app.now().getFullYear()
  const file = await renderInvoicesOfYear(t.app, { customerId: order.customerId, year })
  if (!file.ok) throw new Error(file.reason)
  const chunks = []
  for await (const chunk of file.value) chunks.push(chunk)
  const pdf = Buffer.concat(chunks).toString("latin1")
  expect(pdf.startsWith("%PDF-")).toBe(true)
  expect(pdf).toContain("/Count 2")
  const before = await renderInvoicesOfYear(t.app, { customerId: order.customerId, year: year - 1 })
  expect(before).toEqual({ ok: false, reason: "nothing" })
})
