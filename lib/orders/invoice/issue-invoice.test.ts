import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { invoiceLines, invoices, orderLines } from "@/db/schema"
import { hourMs, later } from "@/lib/domain/time/lifetimes"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { createShop } from "@/tests/support/factories/orders"
import { haveWaiting } from "@/tests/support/held-rows"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()
const { underWay } = createShop(t)
const { invoiceOf } = createMoneyRows(t)

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

/** The same App, whose clock says another instant at each reading. */
const withClock = (now: () => Date) => ({ ...t.app, now })

test("around midnight the dates follow the numbers: who waits for the series is dated after the wait", async () => {
  const [first, second] = [await underWay(), await underWay()]
  await Promise.all([first, second].map(({ sessionId }) => t.pay(sessionId, "pay")))
  const midnight = new Date("2026-12-31T22:00:00Z")
  t.clock.set(later(midnight, -1))
  let waiting: Promise<unknown> = Promise.resolve()
  await t.db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from invoice_series for update`)
    waiting = settlePayment(t.app, first.sessionId)
    await haveWaiting(t.db, 1)
    t.clock.set(later(midnight, 1))
  })
  await waiting
  await settlePayment(t.app, second.sessionId)
  expect((await invoiceOf(first.orderId)).issuedAt).toEqual(later(midnight, 1))
  expect(await violations(t.db)).toEqual([])
})

test("a process whose clock is behind issues at the instant of the number before", async () => {
  const [first, second] = [await underWay(), await underWay()]
  await Promise.all([first, second].map(({ sessionId }) => t.pay(sessionId, "pay")))
  const at = new Date("2027-01-31T22:00:00Z")
  await settlePayment(
    withClock(() => at),
    first.sessionId,
  )
  await settlePayment(
    withClock(() => later(at, -hourMs)),
    second.sessionId,
  )
  expect((await invoiceOf(second.orderId)).issuedAt).toEqual(at)
  expect(await violations(t.db)).toEqual([])
})
