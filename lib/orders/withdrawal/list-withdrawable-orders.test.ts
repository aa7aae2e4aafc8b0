import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { orders } from "@/db/schema"
import { createShop } from "@/tests/support/factories/orders"
import { testStart, useTestApp } from "@/tests/support/test-app"
import { listWithdrawableOrders } from "./list-withdrawable-orders"

const t = useTestApp()
const { paid } = createShop(t)

/** An order made at one instant, listed at another. */
async function listedAt(orderedAt: string, at: string) {
  t.clock.set(testStart)
  const order = await paid()
  await t.db
    .update(orders)
    .set({ createdAt: new Date(orderedAt) })
    .where(eq(orders.id, order.orderId))
  t.clock.set(new Date(at))
  return (await listWithdrawableOrders(t.app, order.customerId)).map(({ lastDay }) => lastDay)
}

test("an order is listed to the end of its last day, also over the change of the clock", async () => {
  const orderedAt = "2026-10-12T00:10:00+03:00"
  expect(await listedAt(orderedAt, "2026-10-26T23:30:00+02:00")).toEqual(["2026-10-26"])
  expect(await listedAt(orderedAt, "2026-10-27T00:00:00+02:00")).toEqual([])
})

test("an order whose last day moves behind a holiday is listed until then", async () => {
  const orderedAt = "2027-04-16T00:10:00+03:00"
  expect(await listedAt(orderedAt, "2027-05-04T23:59:00+03:00")).toEqual(["2027-05-04"])
  expect(await listedAt(orderedAt, "2027-05-05T00:00:00+03:00")).toEqual([])
})
