import { expect, test } from "vitest"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { createShop } from "@/tests/support/factories/orders"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { exportInvoices } from "./export-invoices"

const t = useTestApp()
const { paid } = createShop(t)
const { invoiceOf } = createMoneyRows(t)

test("the export holds what was issued on its days in Bucharest, by number", async () => {
  t.clock.advance(30 * dayMs)
  const first = await paid()
  t.clock.advance(dayMs)
  const second = await paid()
  const [one, two] = [await invoiceOf(first.orderId), await invoiceOf(second.orderId)]
  const day = (at: Date) => at.toLocaleDateString("sv-SE", { timeZone: "Europe/Bucharest" }) as CivilDate
  const numbersOn = async (firstDay: CivilDate, lastDay: CivilDate) => {
    const found = []
    for await (const { number } of exportInvoices(t.app, { firstDay, lastDay })) found.push(number)
    return found
  }
  const [dayOne, dayTwo] = [day(one.issuedAt), day(two.issuedAt)]
  expect(await numbersOn(dayOne, dayTwo)).toEqual([one.number, two.number])
  expect(await numbersOn(dayTwo, dayTwo)).toEqual([two.number])
})
