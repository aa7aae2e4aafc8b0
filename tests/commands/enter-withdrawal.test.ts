import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { eq } from "drizzle-orm"
import { expect, inject, test } from "vitest"
import { withdrawals } from "@/db/schema"
import { addDays, bucharestDate } from "@/lib/domain/time/civil-date"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { createShop } from "@/tests/support/factories/orders"
import { violations } from "@/tests/support/invariants"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()
const { paid } = createShop(t)
const { orderOf, paymentOf, refundsOf } = createMoneyRows(t)
const run = promisify(execFile)

/** Types `npm run operator -- orders withdraw …`, as the operator does. The vendors are the stand-ins. */
async function type(...words: (string | number)[]) {
  const env = {
    ...process.env,
    DATABASE_URL: t.databaseUrl,
    RESEND_API_KEY: t.mailApiKey,
    RESEND_BASE_URL: inject("mailUrl"),
    STRIPE_API_URL: inject("paymentsUrl"),
    ENTITLEMENT_URL: `${inject("gatewayUrl")}/commands`,
  }
  const all = ["run", "--silent", "operator", "--", "orders", "withdraw", ...words.map(String)]
  return run("npm", all, { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  )
}

test("a letter is entered once: money, mail and text; a second time and wrong days say why not", async () => {
  // The command reads the clock of this machine.
  t.clock.set(later(new Date(), -5 * dayMs))
  const order = await paid()
  const { number, createdAt } = await orderOf(order.orderId)
  const day = addDays(bucharestDate(createdAt), 2)
  const future = addDays(bucharestDate(createdAt), 30)
  const wrong = [
    [[number, "--notified", "2026-02-30"], /^That is no day\..*Nothing was changed\.$/m],
    [[number, "--notified", future], /^That day has not come yet\..*Nothing was changed\.$/m],
    [[number, 9, "--notified", day], /^That order has no line with that number\. Nothing was changed\.$/m],
    [[number], /^Usage:/],
    [[number, "all", "--notified", day], /^Usage:/],
  ] as const
  for (const [words, stderr] of wrong) {
    expect(await type(...words)).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(stderr) })
  }
  expect(await t.db.$count(withdrawals)).toBe(0)
  const first = await type(number, 1, 3, "--notified", day)
  expect(first).toMatchObject({ code: 0, stderr: "" })
  expect(first.stdout).toMatch(/^Withdrawal 1001 is entered: 69,00 lei with storno .* is mailed\.$/m)
  expect(first.stdout).toContain(`altfel decât prin cont`)
  expect((await t.mailbox.to(order.email)).map(({ subject }) => subject)).toContainEqual(
    expect.stringContaining("nr. 1001"),
  )
  expect(await refundsOf((await paymentOf(order.orderId)).id)).toMatchObject([
    { amount: 6_900, status: "succeeded" },
  ])
  const again = await type(number, 1, 3, "--notified", day)
  expect(again).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("One of those lines was withdrawn"),
  })
  const whole = await type(number, "--notified", day)
  expect(whole).toMatchObject({ code: 1, stderr: expect.stringContaining("name the lines") })
  expect(await t.db.select().from(withdrawals).where(eq(withdrawals.orderId, order.orderId))).toHaveLength(1)
  expect(await violations(t.db)).toEqual([])
})
