import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { orderLines } from "@/db/schema"
import type { Serial } from "@/lib/domain/ids/brand"
import { groupSerial } from "@/lib/domain/packages/serial"
import { createShop } from "@/tests/support/factories/orders"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { findOwnInvoice } from "./invoice/find-own-invoice"
import { listOrders } from "./list-orders"

const t = useTestApp()
const { paid } = createShop(t)
const { invoiceOf, orderOf } = createMoneyRows(t)

const everything = { search: "", year: null, page: 1 }

test("orders are found by number, invoice, package, card and serial, within a year, a page at a time", async () => {
  const order = await paid()
  await paid()
  const { customerId } = order
  const all = await listOrders(t.app, { customerId, ...everything })
  expect(all).toMatchObject({ found: 1, orders: [{ id: order.orderId, state: "paid" }] })
  const [line] = await t.db.select().from(orderLines).where(eq(orderLines.orderId, order.orderId))
  const invoice = await findOwnInvoice(t.app, { customerId, id: (await invoiceOf(order.orderId)).id })
  const known = [
    String((await orderOf(order.orderId)).number),
    `FS ${invoice?.number}`,
    "familia",
    line?.cardName ?? "-",
    line?.serial ?? "-",
  ]
  for (const search of known) {
    expect((await listOrders(t.app, { customerId, ...everything, search })).found, search).toBe(1)
  }
  for (const search of ["%", "_", "\\", "' or 1=1 --", "nu există", "-"]) {
    expect((await listOrders(t.app, { customerId, ...everything, search })).found, search).toBe(0)
  }
  const year = t.app.now().getFullYear()
  expect(all.years).toEqual([year])
  expect((await listOrders(t.app, { customerId, ...everything, year })).found).toBe(1)
  expect((await listOrders(t.app, { customerId, ...everything, year: year - 1 })).found).toBe(0)
})

test("numbers are found in any spacing, words without diacritics", async () => {
  const order = await paid()
  const { customerId } = order
  const ofOrder = eq(orderLines.orderId, order.orderId)
  await t.db.update(orderLines).set({ cardName: "Casa Mureș" }).where(ofOrder)
  const [line] = await t.db.select().from(orderLines).where(ofOrder)
  if (!line) throw new Error("An order has lines")
  const { number } = await invoiceOf(order.orderId)
  const serial = groupSerial(line.serial as Serial)
  const spellings = ["mures", "MUREȘ", "Mure\u015f", "casa mur", serial, serial.replaceAll(" ", "-")]
  for (const search of [...spellings, `FS${number}`, `fs-${number}`, `FS ${number}`]) {
    expect((await listOrders(t.app, { customerId, ...everything, search })).found, search).toBe(1)
  }
})

test("five thousand orders: each is on exactly one page", async () => {
  const { customerId, orderId } = await paid()
  await t.db.execute(sql`insert into orders (id, customer_id, status, total_bani, vat_bani, vat_basis_points, billing, created_at, expires_at)
    select uuidv7(), customer_id, 'open', total_bani, vat_bani, vat_basis_points, billing, created_at - (n * interval '1 hour'), expires_at
    from orders, generate_series(1, 4999) n where id = ${orderId}`)
  const seen = new Set<string>()
  for (const page of [1, 2, 3, 249, 250]) {
    const listed = await listOrders(t.app, { customerId, ...everything, page })
    expect(listed).toMatchObject({ found: 5_000 })
    for (const { id } of listed.orders) seen.add(id)
  }
  expect(seen.size).toBe(100)
  expect((await listOrders(t.app, { customerId, ...everything, page: 251 })).orders).toEqual([])
})
