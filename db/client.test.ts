import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers } from "@/db/schema"
import { aCustomer } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { transactionOnce } from "./client"

const t = useTestApp()

/** Two transactions that take two rows in opposite orders, and wait for each other before the second row. */
async function crossing(transaction: typeof transactionOnce) {
  const rows = [await aCustomer(t.app), await aCustomer(t.app)].map(({ id }) => id)
  const hasFirst = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const run = (at: number) =>
    transaction(t.db, async (tx) => {
      const [first, second] = at === 0 ? rows : rows.toReversed()
      for (const id of [first, second]) {
        if (!id) throw new Error("There are two rows")
        await tx
          .update(customers)
          .set({ phone: `+4072100000${at}` })
          .where(eq(customers.id, id))
        hasFirst[at]?.resolve()
        await Promise.all(hasFirst.map(({ promise }) => promise))
      }
      return at
    })
  return Promise.allSettled([run(0), run(1)])
}

test("two transactions in a deadlock: without a second try one fails, with it both succeed", async () => {
  const once = await crossing(transactionOnce)
  expect(once.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  const retried = await crossing((db, run) => db.transaction(run))
  expect(retried.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"])
})

/** Two transactions that read one snapshot and then change the same row: PostgreSQL ends the later one. */
async function overtaking(transaction: typeof transactionOnce) {
  const { id } = await aCustomer(t.app)
  const isRead = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const run = (at: number) =>
    transaction(t.db, async (tx) => {
      await tx.execute(sql`set transaction isolation level repeatable read`)
      await tx.select({ phone: customers.phone }).from(customers).where(eq(customers.id, id))
      isRead[at]?.resolve()
      await Promise.all(isRead.map(({ promise }) => promise))
      const phone = `+4072200000${at}`
      await tx.update(customers).set({ phone }).where(eq(customers.id, id))
    })
  return Promise.allSettled([run(0), run(1)])
}

test("a transaction whose snapshot is overtaken (40001) fails at once and succeeds at its second try", async () => {
  const once = await overtaking(transactionOnce)
  expect(once.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  const retried = await overtaking((db, run) => db.transaction(run))
  expect(retried.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"])
})
