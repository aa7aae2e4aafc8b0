import { afterEach, expect, test } from "vitest"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { aClient } from "@/tests/support/factories/clients"
import { createShop } from "@/tests/support/factories/orders"
import { firstRow } from "@/tests/support/factories/rows"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals, type PaidOrder } from "@/tests/support/withdrawals"
import { refundOrder } from "./refund-order"

const t = useTestApp()
const { paid } = createShop(t)
const { orderOf, stornosOf, subscriptionsOf } = createMoneyRows(t)
const { confirm, offerOf } = createWithdrawals(t)

afterEach(async () => {
  expect(await violations(t.db)).toEqual([])
})

async function activate({ customerId }: PaidOrder, count: number) {
  for (const { id } of (await subscriptionsOf(customerId)).slice(0, count)) {
    const asked = { customerId, id, client: aClient(), seenStartsAt: null, isExpress: true }
    expect(await activateSubscription(t.app, asked)).toMatchObject({ ok: true })
  }
  await deliverCommands(t.app)
}

const vatOf = (totalBani: number) => -Math.round((-totalBani * 2_100) / 12_100)

test("lines undone in part: the storno's VAT is the rate's part of its own total, as on an invoice", async () => {
  const order = await paid()
  await activate(order, 3)
  expect((await confirm(order)).ok).toBe(true)
  const storno = firstRow(await stornosOf(order.orderId))
  expect(storno.totalBani).toBeGreaterThan(-11_300)
  expect(storno.vatBani).toBe(vatOf(storno.totalBani))
})

test("one line undone in part: the same", async () => {
  const order = await paid()
  await activate(order, 1)
  const used = (await offerOf(order)).lines.filter(({ share }) => share.used)
  expect((await confirm(order, { lineIds: used.map(({ id }) => id) })).ok).toBe(true)
  const storno = firstRow(await stornosOf(order.orderId))
  expect(storno).toMatchObject({ totalBani: -4_254, vatBani: vatOf(-4_254) })
})

test("lines undone whole, one by one: each mirrors what was billed, and all sum to zero with the invoice", async () => {
  const order = await paid()
  const { number } = await orderOf(order.orderId)
  for (const position of [1, 2, 3]) await refundOrder(t.app, { number, positions: [position] })
  const stornos = await stornosOf(order.orderId)
  expect(stornos.reduce((sum, { vatBani }) => sum + vatBani, 0)).toBe(-1_961)
  expect((await orderOf(order.orderId)).status).toBe("refunded")
})
