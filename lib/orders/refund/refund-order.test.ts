import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { outboxMails } from "@/db/schema"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { aClient } from "@/tests/support/factories/clients"
import { createShop } from "@/tests/support/factories/orders"
import { firstRow } from "@/tests/support/factories/rows"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { refundOrder } from "./refund-order"

const t = useTestApp()
const { paid } = createShop(t)
const { orderOf, stornosOf, subscriptionsOf } = createMoneyRows(t)

test("the operator refunds lines that are not activated, and no others", async () => {
  const order = await paid()
  const { number } = await orderOf(order.orderId)
  const { id } = firstRow(await subscriptionsOf(order.customerId))
  const activation = { id, client: aClient(), seenStartsAt: null, isExpress: true }
  await activateSubscription(t.app, { customerId: order.customerId, ...activation })
  expect(await refundOrder(t.app, { number, positions: [9] })).toEqual({ ok: false, reason: "no-such-line" })
  const refunded = await Promise.all(
    [2, 2, 2].map((position) => refundOrder(t.app, { number, positions: [position] })),
  )
  expect(refunded.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await refundOrder(t.app, { number, positions: [] })).toMatchObject({ ok: true })
  expect(await refundOrder(t.app, { number, positions: [] })).toEqual({ ok: false, reason: "activated" })
  expect((await orderOf(order.orderId)).status).toBe("paid")
  expect((await stornosOf(order.orderId)).length).toBe(2)
  expect(await t.db.$count(outboxMails, eq(outboxMails.kind, "order-refunded"))).toBe(2)
  expect(await violations(t.db)).toEqual([])
})
