import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers } from "@/db/schema"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { createShop } from "@/tests/support/factories/orders"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals } from "@/tests/support/withdrawals"
import { listRepeatedWithdrawals } from "./list-repeated-withdrawals"

const t = useTestApp()
const { paid } = createShop(t)
const { confirm, offerOf } = createWithdrawals(t)

test("two whole orders withdrawn from within 90 days are on the operator's list; one, or parts, are not", async () => {
  const [first, other] = [await paid(), await paid()]
  expect((await confirm(first)).ok).toBe(true)
  expect(await listRepeatedWithdrawals(t.app)).toEqual([])
  t.clock.advance(40 * dayMs)
  const second = await paid(first)
  const { lines } = await offerOf(second)
  const [line] = lines
  if (!line) throw new Error("The order has lines")
  const part = await confirm(second, { lineIds: [line.id], seenRefundBani: line.share.refundBani })
  expect(part.ok).toBe(true)
  expect(await listRepeatedWithdrawals(t.app)).toEqual([])
  // The rest of the same order, in a second declaration: now the whole order is undone.
  const rest = await offerOf(second)
  const seenRefundBani = rest.lines.reduce((sum, { share }) => sum + share.refundBani, 0)
  await confirm(second, { lineIds: rest.lines.map(({ id }) => id), seenRefundBani })
  await confirm(other)
  expect(await listRepeatedWithdrawals(t.app)).toEqual([
    {
      ...{ customerId: first.customerId, email: first.email, orders: 2 },
      ...{ refundBani: 22_600, lastAt: t.app.now() },
    },
  ])
  // The first one is older than 90 days by then.
  t.clock.advance(51 * dayMs)
  expect(await listRepeatedWithdrawals(t.app)).toEqual([])
})

test("closing the account takes it from no list, only its address", async () => {
  const first = await paid()
  await confirm(first)
  await confirm(await paid(first))
  await t.db.delete(customers).where(eq(customers.id, first.customerId))
  expect(await listRepeatedWithdrawals(t.app)).toContainEqual(
    expect.objectContaining({ customerId: first.customerId, email: null, orders: 2, refundBani: 22_600 }),
  )
})
